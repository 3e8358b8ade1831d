using ModelSync.Api.Approvals;

namespace ModelSync.Core.Policies;

/// <summary>A ModelApproval whose attestation was verified; those without a valid one are not facts.</summary>
public sealed record ApprovalFacts
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The decision.</summary>
    public required ApprovalDecision Decision { get; init; }

    /// <summary>Who decided.</summary>
    public required Person Approver { get; init; }

    /// <summary>The approver's groups at that time.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>When it was decided, by the API server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The model that it is about.</summary>
    public required string Model { get; init; }

    /// <summary>The version that it is about.</summary>
    public required string Version { get; init; }

    /// <summary>The package that was looked at.</summary>
    public required string PackageDigest { get; init; }

    /// <summary>The environment that it is about.</summary>
    public required string Environment { get; init; }

    /// <summary>The revision that was looked at; null: the package.</summary>
    public string? Revision { get; init; }
}
