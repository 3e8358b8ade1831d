namespace ModelSync.Core.Traffic;

/// <summary>What the entry Service selects.</summary>
/// <param name="Revision">The one revision that it selects, or null for all pods of the rollout.</param>
public readonly record struct ServiceSelector(string? Revision)
{
    /// <summary>All pods of the rollout; only while exactly two revisions have pods or terminating endpoints.</summary>
    public static ServiceSelector Wide { get; }

    /// <summary>Whether it selects the pods of more than one revision.</summary>
    public bool IsWide => Revision is null;

    /// <summary>The pods of one revision.</summary>
    public static ServiceSelector Narrow(string revision) => new(revision);
}
