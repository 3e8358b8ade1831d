using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Policies;

/// <summary>Says what to ask policies about versions and rollouts.</summary>
/// <param name="labelsOf">The labels of a namespace; null where they are not known.</param>
/// <param name="environment">The operator's own environment.</param>
/// <param name="find">The version of a model in a namespace; null where there is none.</param>
/// <param name="now">The time for freezes.</param>
internal sealed class PolicyCases(Func<string, StringMap?> labelsOf, string? environment, Func<string, string, string, ModelVersion?> find, DateTimeOffset now)
{
    private const int DefaultBakeSeconds = 120;

    public PolicyCase Of(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var target = TargetOf(version.Metadata, version.Spec?.Model, cluster: null);
        return new PolicyCase(NameOf(nameof(ModelVersion), version.Metadata), target, Questions());

        IEnumerable<PolicyQuestion> Questions()
        {
            // The same question that acceptance asks, and like there not before the components are pinned.
            if (VersionState.IsPinned(version.Status))
            {
                yield return new PolicyQuestion(PolicyMoment.Accept, new PolicyFacts { Target = target, Version = FactsOf(version), SteadyNow = now });
            }
        }
    }

    public PolicyCase Of(ModelRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var target = TargetOf(rollout.Metadata, rollout.Spec?.Model, ClusterName.Local.Value);
        return new PolicyCase(NameOf(nameof(ModelRollout), rollout.Metadata), target, Questions());

        IEnumerable<PolicyQuestion> Questions()
        {
            if (rollout.Spec is not { Version: { } wanted } spec)
            {
                yield break;
            }

            var stable = rollout.Status?.Stable;
            var next = rollout.Status?.Candidate?.Version ?? (Text.Same(stable?.Version, wanted) ? null : wanted);
            if (stable?.Version is { } serving)
            {
                // The template is that of the spec: of what serves only where nothing else is wanted.
                yield return AtRest(rollout, target, serving, next is null ? spec.Template?.Spec : null);
            }

            if (next is not null && Find(rollout, next) is { } version && VersionState.IsPinned(version.Status))
            {
                yield return Start(rollout, target, version);
            }
        }
    }

    private static PlanFacts PlanOf(ModelRolloutSpec spec)
    {
        var strategy = spec.Strategy ?? new RolloutStrategy();
        return PlanFacts.Of(strategy, spec.Gates) with { BakeSeconds = strategy.BakeSeconds ?? DefaultBakeSeconds };
    }

    private static VersionFacts FactsOf(ModelVersion version) => new()
    {
        Version = version.Spec?.Version ?? string.Empty,
        Spec = version.Spec,
        Components = version.Status?.Components ?? [],
        PackageDigest = version.Status?.PackageDigest,
    };

    private static string NameOf(string kind, ObjectMeta metadata) => $"{kind}/{metadata.Namespace}/{metadata.Name}";

    private PolicyQuestion AtRest(ModelRollout rollout, PolicyTarget target, string serving, RawJson? pods) => new(PolicyMoment.Start, IsAtRest: true, Facts: new PolicyFacts
    {
        Target = target,
        Version = FactsOf(rollout, serving) with { PackageDigest = rollout.Status?.Stable?.Digest },
        Revision = rollout.Status?.Stable?.Revision,
        PodSpec = pods,
        ServingContainer = rollout.Spec?.ServingContainer,
        SteadyNow = now,
    });

    private PolicyQuestion Start(ModelRollout rollout, PolicyTarget target, ModelVersion version) => new(PolicyMoment.Start, new PolicyFacts
    {
        Target = target,
        Version = FactsOf(version),
        Stable = rollout.Status?.Stable?.Version is { } present ? FactsOf(rollout, present) : null,
        Proven = [.. (rollout.Status?.History ?? []).Where(static entry => entry is { Outcome: RolloutOutcome.Promoted, Version: not null }).Select(entry => FactsOf(rollout, entry.Version!))],
        Revision = rollout.Status?.Candidate?.Revision,
        Plan = PlanOf(rollout.Spec!),
        PodSpec = rollout.Spec!.Template?.Spec,
        ServingContainer = rollout.Spec.ServingContainer,
        SteadyNow = now,
    });

    private VersionFacts FactsOf(ModelRollout rollout, string version) => Find(rollout, version) is { } known ? FactsOf(known) : new VersionFacts { Version = version };

    private ModelVersion? Find(ModelRollout rollout, string version) => find(rollout.Metadata.Namespace ?? "", rollout.Spec?.Model ?? "", version);

    private PolicyTarget TargetOf(ObjectMeta metadata, string? model, string? cluster)
    {
        var labels = labelsOf(metadata.Namespace ?? "");
        return new PolicyTarget
        {
            Namespace = metadata.Namespace ?? "",
            NamespaceLabels = labels,
            Model = model ?? "",
            Environment = EnvironmentResolver.Resolve(clusterLabels: null, labels, environment),
            Cluster = cluster,
        };
    }
}
