using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>One objection of a policy.</summary>
public sealed record PolicyViolation
{
    /// <summary>The object, as Kind/namespace/name.</summary>
    [Length(1, 600)]
    public string? Object { get; init; }

    /// <summary>The rule.</summary>
    [Length(1, Limits.Label)]
    public string? Rule { get; init; }

    /// <summary>The observed value, the limit and the remedy, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }
}
