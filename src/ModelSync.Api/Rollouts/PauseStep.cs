using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A wait.</summary>
public sealed record PauseStep : SpecPart
{
    /// <summary>How long to wait. Left out: until somebody promotes.</summary>
    [Range(1, 2592000)]
    public int? Seconds { get; init; }
}
