using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>Who must have approved.</summary>
public sealed record ApprovalsRule : SpecPart
{
    /// <summary>How many people.</summary>
    [Default(1), Range(1, 20)]
    public int? Required { get; init; }

    /// <summary>The groups whose members count; left out: everybody who may create approvals.</summary>
    [Items(32, Min = 1), ListSet, Length(1, 253)]
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Whether the author of the version or of the rollout's change does not count.</summary>
    [Default(true)]
    public bool? SeparationOfDuties { get; init; }

    /// <summary>How long an approval is good for.</summary>
    [Range(1, 87600)]
    public int? ExpiresAfterHours { get; init; }

    /// <summary>What an approval is good for.</summary>
    [Default(nameof(ApprovalBinding.Revision))]
    public ApprovalBinding? BindTo { get; init; }
}
