namespace ModelSync.Api.Approvals;

/// <summary>A decision.</summary>
public enum ApprovalDecision
{
    /// <summary>It may run.</summary>
    Approve,

    /// <summary>It may not.</summary>
    Reject,

    /// <summary>The same person's earlier approval does not count any more.</summary>
    Revoke,
}
