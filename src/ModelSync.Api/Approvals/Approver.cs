using ModelSync.Api.Schema;

namespace ModelSync.Api.Approvals;

/// <summary>Who decided.</summary>
public sealed record Approver
{
    /// <summary>The approver's name, as the API server knows it.</summary>
    [Required, Length(1, 1024)]
    public string? Username { get; init; }

    /// <summary>The approver's identity, as the API server knows it.</summary>
    [Length(0, 256)]
    public string? Uid { get; init; }

    /// <summary>The approver's groups at that time.</summary>
    [Items(256), Length(1, 1024)]
    public IReadOnlyList<string>? Groups { get; init; }
}
