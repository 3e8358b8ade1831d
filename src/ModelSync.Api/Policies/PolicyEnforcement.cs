namespace ModelSync.Api.Policies;

/// <summary>What an objection leads to.</summary>
public enum PolicyEnforcement
{
    /// <summary>Nothing starts or advances against it.</summary>
    Enforce,

    /// <summary>An Event and a condition tell of it, and nothing is held up.</summary>
    Warn,

    /// <summary>Only this policy's status tells of it.</summary>
    Audit,
}
