namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a node was asked to be.</summary>
public sealed record NodeSpec
{
    /// <summary>True keeps new pods away.</summary>
    public bool? Unschedulable { get; init; }

    /// <summary>What keeps pods away that do not tolerate it.</summary>
    public IReadOnlyList<Taint>? Taints { get; init; }
}
