using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>Timeouts of a rule, as durations of the Gateway API such as 10s.</summary>
public sealed record RouteTimeouts : SpecPart
{
    /// <summary>For the whole request.</summary>
    [Length(2, 32), Pattern(Patterns.Duration, Patterns.DurationInWords)]
    public string? Request { get; init; }

    /// <summary>For one try at a backend.</summary>
    [Length(2, 32), Pattern(Patterns.Duration, Patterns.DurationInWords)]
    public string? BackendRequest { get; init; }
}
