namespace ModelSync.Api.Approvals;

/// <summary>Who decided.</summary>
public sealed record Approver
{
    /// <summary>The name that the API server knows.</summary>
    public string? Username { get; init; }

    /// <summary>The identity that the API server knows.</summary>
    public string? Uid { get; init; }

    /// <summary>The groups at that time.</summary>
    public IReadOnlyList<string>? Groups { get; init; }
}
