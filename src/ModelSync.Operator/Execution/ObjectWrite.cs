using ModelSync.Api;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Execution;

/// <summary>An object as it should be, and what may be written over.</summary>
internal sealed record ObjectWrite
{
    /// <summary>The kind, in the version that the cluster serves.</summary>
    public required ResourceInfo Kind { get; init; }

    public required NamespacedName Key { get; init; }

    /// <summary>The object; made anew from the live one where something of that has to be kept.</summary>
    public required Func<DynamicObject?, RawJson> Intent { get; init; }

    /// <summary>Whether the live object is still as the decision saw it, in the fields that it decided on; it is not asked about what is taken over.</summary>
    public Func<DynamicObject?, bool> IsAsSeen { get; init; } = static _ => true;

    /// <summary>Whether the live object, which is nobody's, was given to the rollout by its owner.</summary>
    public Func<DynamicObject, bool> IsGiven { get; init; } = static _ => false;

    /// <summary>A change that an apply cannot make, carried out first, from the live object and the intent; null where none is needed.</summary>
    public Func<DynamicObject, RawJson, Patch?> Prepare { get; init; } = static (_, _) => null;

    /// <summary>The field that such a change repairs where all else is as it should be.</summary>
    public string PreparedField { get; init; } = "spec";
}
