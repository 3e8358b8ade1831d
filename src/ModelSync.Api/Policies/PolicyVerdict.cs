namespace ModelSync.Api.Policies;

/// <summary>What a rule says about an object.</summary>
public enum PolicyVerdict
{
    /// <summary>Nothing stands against it.</summary>
    Pass,

    /// <summary>An Audit policy would object.</summary>
    Audit,

    /// <summary>A Warn policy objects; nothing is held up.</summary>
    Warn,

    /// <summary>An Enforce policy objects: it does not start or advance.</summary>
    Deny,
}
