namespace ModelSync.Api.Versions;

/// <summary>Whether a version may be used.</summary>
public enum Lifecycle
{
    /// <summary>It may be used.</summary>
    Active,

    /// <summary>It is still served and started, with a warning.</summary>
    Deprecated,

    /// <summary>It is not started again; takes effect once nothing serves it.</summary>
    Retired,

    /// <summary>It is withdrawn from traffic at once; only Retired may follow.</summary>
    Quarantined,
}
