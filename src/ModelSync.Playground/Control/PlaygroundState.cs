namespace ModelSync.Playground.Control;

/// <summary>What a running playground says about itself.</summary>
internal sealed record PlaygroundState
{
    public required string Id { get; init; }

    public required int ProcessId { get; init; }

    public required int Seed { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required IReadOnlyList<ClusterState> Clusters { get; init; }
}
