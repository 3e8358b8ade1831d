using System.Text.Json;
using ModelSync.Api;
using ModelSync.Core.Policies;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Asks the policies at the moments where they have a say, and looks again when a freeze ends.</summary>
internal static class PolicyAdvisor
{
    /// <summary>What stands against a start everywhere; a cluster of several that alone objects only waits for itself.</summary>
    public static Impediment? Start(Turn turn, RevisionRecord record)
    {
        Impediment? first = null;
        foreach (var cluster in turn.Snapshot.Clusters)
        {
            if (!cluster.IsSelected)
            {
                continue;
            }

            if (StartIn(turn, cluster, record) is not { } objection)
            {
                return null;
            }

            first ??= objection;
        }

        return first;
    }

    /// <summary>What stands against a start in one cluster: its environment, the version's own targets, or a policy.</summary>
    public static Impediment? StartIn(Turn turn, ClusterObservation cluster, RevisionRecord record)
    {
        var environment = EnvironmentOf(turn, cluster);
        if (TargetCheck.FindMismatch(turn.Spec.Environment, environment, $"cluster {cluster.Name}") is { } mismatch)
        {
            return new Impediment(TargetCheck.EnvironmentMismatch, mismatch);
        }

        var version = History.Find(turn, record.Inputs.Version);
        if (TargetCheck.FindNotAllowed(record.Inputs.Version, version?.Spec?.DeploymentTargets, environment) is { } notAllowed)
        {
            return new Impediment(TargetCheck.TargetNotAllowed, notAllowed);
        }

        return Ask(turn, cluster, PolicyMoment.Start, record, weight: 0);
    }

    /// <summary>What stands against a rise of the candidate's weight.</summary>
    public static Impediment? Advance(Turn turn, ClusterObservation cluster, int weight) =>
        turn.Record(turn.Candidate?.Revision) is { } record
            ? Ask(turn, cluster, weight >= 100 ? PolicyMoment.Promote : PolicyMoment.Advance, record, weight)
            : null;

    /// <summary>The deny rule that names a version in any of the places where the rollout serves, in words; null when there is none.</summary>
    public static string? FindDenial(Turn turn, string? version, string? digest)
    {
        var policies = turn.Snapshot.Policies.Policies;
        if (policies.Count == 0 || version is null)
        {
            return null;
        }

        var facts = FactsOf(turn, version) with { PackageDigest = digest };
        foreach (var cluster in turn.Snapshot.Clusters)
        {
            if (cluster.IsSelected && PolicyEvaluator.FindDenial(TargetOf(turn, cluster), facts, policies) is { } denial)
            {
                return Words(denial);
            }
        }

        return null;
    }

    private static Impediment? Ask(Turn turn, ClusterObservation cluster, PolicyMoment moment, RevisionRecord record, int weight)
    {
        if (turn.Snapshot.Policies.Policies.Count == 0)
        {
            return null;
        }

        var decision = PolicyEvaluator.Evaluate(moment, Facts(turn, cluster, record, weight), turn.Snapshot.Policies.Policies);
        if (decision.Objection is not { } objection)
        {
            return null;
        }

        turn.Wake(decision.FrozenUntil - turn.Snapshot.SteadyNow);
        return new Impediment(objection.Reason.ToString(), Words(objection));
    }

    // What cannot be evaluated names its policy itself.
    private static string Words(PolicyFinding objection) => objection.Reason == PolicyReason.PolicyNotEnforceable
        ? objection.Message
        : $"{objection.Policy}{(objection.Rule is { } rule ? $", rule {rule}" : string.Empty)}: {objection.Message}";

    private static PolicyFacts Facts(Turn turn, ClusterObservation cluster, RevisionRecord record, int weight)
    {
        var view = turn.Snapshot.Policies;
        var plan = turn.Candidate is null ? turn.Snapshot.Target?.Plan ?? record.Plan : record.Plan;
        return new PolicyFacts
        {
            Target = TargetOf(turn, cluster),
            Version = FactsOf(turn, record.Inputs.Version) with { PackageDigest = record.Inputs.PackageDigest },
            Stable = turn.Status.Stable?.Version is { } stable ? FactsOf(turn, stable) : null,
            Proven = [.. turn.Status.Proven().Select(entry => FactsOf(turn, entry.Version!))],
            Revision = record.Revision,
            Plan = PlanOf(plan),
            PresentWeight = cluster.Traffic?.Written.Of(record.Revision) ?? 0,
            NextWeight = weight,
            PodSpec = PodSpecOf(record),
            ServingContainer = record.Inputs.ServingContainer,
            SteadyNow = turn.Snapshot.SteadyNow,
            Approvals = view.Approvals,
            Signatures = view.Signatures,
            Requester = view.Requester,
        };
    }

    // The frozen template, not the spec's: an edit in the middle of a trial changes nothing of what runs.
    private static RawJson? PodSpecOf(RevisionRecord record)
    {
        using var template = JsonDocument.Parse(record.Inputs.Template.Utf8);
        return template.RootElement.ValueKind == JsonValueKind.Object && template.RootElement.TryGetProperty("spec", out var spec)
            ? RawJson.From(spec.GetRawText())
            : null;
    }

    private static PlanFacts PlanOf(RolloutPlan plan) => PlanFacts.Of(plan.Strategy, gates: null) with
    {
        BakeSeconds = (int)plan.Strategy.Bake().TotalSeconds,
        Gates = [.. plan.Gates.Select(gate => gate.Gate)],
    };

    private static VersionFacts FactsOf(Turn turn, string version)
    {
        var observed = History.Find(turn, version);
        return new VersionFacts
        {
            Version = version,
            Spec = observed?.Spec,
            Components = observed?.Components ?? [],
            PackageDigest = observed?.PackageDigest,
            Creator = observed?.Creator,
        };
    }

    private static PolicyTarget TargetOf(Turn turn, ClusterObservation cluster) => new()
    {
        Namespace = turn.Snapshot.Rollout.Metadata.Namespace ?? string.Empty,
        NamespaceLabels = turn.Snapshot.Policies.NamespaceLabels,
        Model = turn.Spec.Model ?? string.Empty,
        Environment = EnvironmentOf(turn, cluster),
        Cluster = cluster.Name.Value,
    };

    private static string? EnvironmentOf(Turn turn, ClusterObservation cluster) =>
        EnvironmentResolver.Resolve(cluster.Labels, turn.Snapshot.Policies.NamespaceLabels, turn.Snapshot.Policies.DefaultEnvironment);
}
