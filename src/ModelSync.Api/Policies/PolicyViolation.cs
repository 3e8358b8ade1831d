namespace ModelSync.Api.Policies;

/// <summary>One objection of a policy.</summary>
public sealed record PolicyViolation
{
    /// <summary>The object, as Kind/namespace/name.</summary>
    public string? Object { get; init; }

    /// <summary>The rule.</summary>
    public string? Rule { get; init; }

    /// <summary>The observed value, the limit and the remedy, in a sentence.</summary>
    public string? Message { get; init; }
}
