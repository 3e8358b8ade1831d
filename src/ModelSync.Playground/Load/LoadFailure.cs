namespace ModelSync.Playground.Load;

/// <summary>One request that failed.</summary>
public sealed record LoadFailure
{
    /// <summary>When it failed.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How.</summary>
    public required LoadErrorKind Kind { get; init; }

    /// <summary>The status of the answer, where there was one.</summary>
    public int? Status { get; init; }

    /// <summary>The version that answered, where it said so.</summary>
    public string? Version { get; init; }

    /// <summary>What the answer or the system said, cut.</summary>
    public required string Message { get; init; }
}
