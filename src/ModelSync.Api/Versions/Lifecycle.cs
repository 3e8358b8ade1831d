namespace ModelSync.Api.Versions;

/// <summary>Whether a version may be used.</summary>
public enum Lifecycle
{
    /// <summary>It may be used.</summary>
    Active,

    /// <summary>It may still be used; whoever starts it is warned.</summary>
    Deprecated,

    /// <summary>It is not started again; takes effect when nothing serves it any more.</summary>
    Retired,

    /// <summary>It is withdrawn from traffic at once, and only retirement follows.</summary>
    Quarantined,
}
