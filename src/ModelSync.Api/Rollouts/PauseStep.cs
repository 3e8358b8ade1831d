namespace ModelSync.Api.Rollouts;

/// <summary>A wait.</summary>
public sealed record PauseStep
{
    /// <summary>How long; left out: until somebody promotes.</summary>
    public int? Seconds { get; init; }
}
