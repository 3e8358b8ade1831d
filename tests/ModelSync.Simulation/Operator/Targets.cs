using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Operator;

/// <summary>Makes the target of a spec: its revision, and the plan with the gates as they are now.</summary>
internal sealed class Targets
{
    private ModelRolloutSpec? _spec;
    private string? _digest;
    private RevisionRecord? _target;

    /// <summary>The target of a spec; the same one for the same spec.</summary>
    public RevisionRecord Of(ModelRolloutSpec spec, string digest)
    {
        if (_target is null || !ReferenceEquals(spec, _spec) || !string.Equals(digest, _digest, StringComparison.Ordinal))
        {
            (_spec, _digest) = (spec, digest);
            _target = Make(spec, digest);
        }

        return _target;
    }

    private static RevisionRecord Make(ModelRolloutSpec spec, string digest) => new()
    {
        Revision = VersionName.Revision(spec.Version!, Plans.NumberOf(spec.Template).ToString(CultureInfo.InvariantCulture)),
        Inputs = new RevisionInputs
        {
            PackageDigest = digest,
            Version = spec.Version!,
            Template = spec.Template!.Spec!,
            Ports = spec.Ports!,
            Delivery = spec.Delivery!.Value,
            ServingContainer = spec.ServingContainer!,
        },
        Plan = new RolloutPlan
        {
            Strategy = spec.Strategy!,
            Gates = [.. StepGates(spec), .. BackgroundGates(spec)],
            Traffic = spec.Traffic!,
            ProgressDeadline = TimeSpan.FromSeconds(spec.ProgressDeadlineSeconds ?? 600),
            OnFailure = spec.OnFailure ?? FailureMode.Rollback,
            Hash = Hash(spec),
            TrafficHash = spec.Traffic!.Type.ToString(),
        },
    };

    // Injective for the plans that simulated specs can have.
    private static string Hash(ModelRolloutSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"{SetupText.Of(spec.Strategy!)}/{spec.Strategy!.BakeSeconds}/{spec.Gates?.Count}/{spec.ProgressDeadlineSeconds}/{spec.OnFailure}");

    private static IEnumerable<PlannedGate> StepGates(ModelRolloutSpec spec)
    {
        var steps = spec.Strategy?.Canary?.Steps ?? [];
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Gate?.GateRef is { } gate)
            {
                yield return new PlannedGate { Name = string.Create(CultureInfo.InvariantCulture, $"step-{i}/{gate.Name}"), Gate = gate, Spec = Plans.FindGate(gate.Name), Step = i };
            }
        }
    }

    private static IEnumerable<PlannedGate> BackgroundGates(ModelRolloutSpec spec) =>
        (spec.Gates ?? []).Select(gate => new PlannedGate
        {
            Name = gate.GateRef!.Name!,
            Gate = gate.GateRef,
            Spec = Plans.FindGate(gate.GateRef.Name),
            When = gate.When ?? GatePeriod.Both,
        });
}
