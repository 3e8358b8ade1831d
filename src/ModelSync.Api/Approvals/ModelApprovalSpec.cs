namespace ModelSync.Api.Approvals;

/// <summary>A decision about a package.</summary>
public sealed record ModelApprovalSpec
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The package digest that was looked at.</summary>
    public string? PackageDigest { get; init; }

    /// <summary>The revision that was looked at; left out: the package, wherever a policy binds approvals to packages.</summary>
    public string? Revision { get; init; }

    /// <summary>The environment that it is about.</summary>
    public string? Environment { get; init; }

    /// <summary>The decision.</summary>
    public ApprovalDecision? Decision { get; init; }

    /// <summary>A sentence about it.</summary>
    public string? Comment { get; init; }

    /// <summary>A ticket.</summary>
    public string? Ticket { get; init; }

    /// <summary>Who decided; stamped by admission, whatever the author wrote.</summary>
    public Approver? Approver { get; init; }

    /// <summary>Admission's proof over the subject and the approver; without a valid one the object is ignored.</summary>
    public string? Attestation { get; init; }
}
