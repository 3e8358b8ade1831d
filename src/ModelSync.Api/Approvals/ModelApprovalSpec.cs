using ModelSync.Api.Schema;

namespace ModelSync.Api.Approvals;

/// <summary>A decision about a package.</summary>
public sealed record ModelApprovalSpec
{
    /// <summary>The model that the decision is about.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Model { get; init; }

    /// <summary>The version that the decision is about.</summary>
    [Required, Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The package digest that was looked at.</summary>
    [Required, Length(71, 71), Pattern(Patterns.Digest, Patterns.DigestInWords)]
    public string? PackageDigest { get; init; }

    /// <summary>The revision that was looked at; left out: the package, wherever a policy binds approvals to packages.</summary>
    [Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>The environment that the decision is about.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Environment { get; init; }

    /// <summary>What was decided.</summary>
    [Required]
    public ApprovalDecision? Decision { get; init; }

    /// <summary>A sentence about the decision.</summary>
    [Length(0, 4096)]
    public string? Comment { get; init; }

    /// <summary>The ticket where the decision was discussed.</summary>
    [Length(0, 512)]
    public string? Ticket { get; init; }

    /// <summary>Who decided; stamped by admission, whatever the author wrote.</summary>
    public Approver? Approver { get; init; }

    /// <summary>Admission's proof over the subject and the approver; without a valid one the object is ignored.</summary>
    [Length(1, 4096)]
    public string? Attestation { get; init; }
}
