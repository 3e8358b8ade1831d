namespace ModelSync.Api.Policies;

/// <summary>What an objection leads to.</summary>
public enum PolicyEnforcement
{
    /// <summary>Nothing starts or advances.</summary>
    Enforce,

    /// <summary>A warning.</summary>
    Warn,

    /// <summary>An entry in the policy's status.</summary>
    Audit,
}
