namespace ModelSync.Playground.Nodes.Pods;

/// <summary>A condition that somebody else must make true before the pod is ready.</summary>
internal sealed record ReadinessGate
{
    public required string ConditionType { get; init; }
}
