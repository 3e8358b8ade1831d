namespace ModelSync.Core.Rollouts;

/// <summary>Whether a cluster answers.</summary>
public enum Reachability
{
    /// <summary>It answers.</summary>
    Reachable,

    /// <summary>It does not, or it is not known yet.</summary>
    Unknown,
}
