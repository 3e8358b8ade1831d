namespace ModelSync.Api.Policies;

/// <summary>Who must have approved.</summary>
public sealed record ApprovalsRule
{
    /// <summary>How many people.</summary>
    public int? Required { get; init; }

    /// <summary>The groups whose members count; left out: everybody who may create approvals.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Whether the author of the version or of the rollout's change does not count.</summary>
    public bool? SeparationOfDuties { get; init; }

    /// <summary>How long an approval is good for.</summary>
    public int? ExpiresAfterHours { get; init; }

    /// <summary>Revision: for this rollout's very revision; Package: for the package wherever it runs in the environment.</summary>
    public ApprovalBinding? BindTo { get; init; }
}
