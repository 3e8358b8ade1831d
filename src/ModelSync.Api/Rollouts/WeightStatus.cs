namespace ModelSync.Api.Rollouts;

/// <summary>One revision's share of the traffic.</summary>
public sealed record WeightStatus
{
    /// <summary>The revision.</summary>
    public string? Revision { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>The share that was asked for, in percent.</summary>
    public int? Desired { get; init; }

    /// <summary>The share that is in force, in percent.</summary>
    public int? Observed { get; init; }

    /// <summary>The share that it would have if it had ready endpoints; set while it is masked.</summary>
    public int? Masked { get; init; }
}
