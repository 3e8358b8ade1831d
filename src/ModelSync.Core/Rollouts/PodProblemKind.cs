namespace ModelSync.Core.Rollouts;

/// <summary>What can be wrong with pods.</summary>
public enum PodProblemKind
{
    /// <summary>A container ends again and again.</summary>
    CrashLoop,

    /// <summary>A container was killed for its memory.</summary>
    OutOfMemory,

    /// <summary>An image cannot be pulled.</summary>
    ImagePull,

    /// <summary>No node takes the pods.</summary>
    Unschedulable,

    /// <summary>A quota or an admission refuses the pods.</summary>
    Refused,
}
