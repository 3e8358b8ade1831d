using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Revisions;

/// <summary>A gate of a plan: of one step, or in the background.</summary>
public sealed record PlannedGate
{
    /// <summary>A name unique in the plan: `step-3/smoke` for a step's gate, the gate's own name for one in the background.</summary>
    public required string Name { get; init; }

    /// <summary>The gate that it came from.</summary>
    public required GateReference Gate { get; init; }

    /// <summary>The check as it was at the start, with all defaults filled in; null when the gate did not exist then.</summary>
    public ModelGateSpec? Spec { get; init; }

    /// <summary>The values for its queries and requests.</summary>
    public StringMap? Args { get; init; }

    /// <summary>The step that it belongs to; null in the background.</summary>
    public int? Step { get; init; }

    /// <summary>When a background gate acts.</summary>
    public GatePeriod When { get; init; }

    /// <summary>Whether it can be measured without traffic.</summary>
    public bool IsSynthetic => Spec?.Type is GateType.Probe or GateType.Job or GateType.Webhook;

    /// <summary>Whether it only tells what it would say: whatever its verdict, it holds nothing up and fails nothing.</summary>
    public bool IsDryRun => Spec?.DryRun ?? false;
}
