using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>One revision's share of the traffic.</summary>
public sealed record WeightStatus
{
    /// <summary>The revision.</summary>
    [Required, Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>Its version.</summary>
    [Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The share that was asked for, in percent.</summary>
    [Range(0, 100)]
    public int? Desired { get; init; }

    /// <summary>The share that is in force, in percent.</summary>
    [Range(0, 100)]
    public int? Observed { get; init; }

    /// <summary>The share that it would have if it had ready endpoints; set while it is masked.</summary>
    [Range(0, 100)]
    public int? Masked { get; init; }
}
