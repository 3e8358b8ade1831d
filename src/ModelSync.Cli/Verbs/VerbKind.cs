namespace ModelSync.Cli.Verbs;

/// <summary>What somebody tells a rollout to do.</summary>
internal enum VerbKind
{
    /// <summary>Go on from what waits for a person.</summary>
    Promote,

    /// <summary>Skip the steps that are left.</summary>
    PromoteFull,

    /// <summary>Send the candidate back.</summary>
    Abort,

    /// <summary>Try the failed revision again.</summary>
    Retry,

    /// <summary>Stand still.</summary>
    Pause,

    /// <summary>Stand still no more.</summary>
    Resume,

    /// <summary>Go back to an earlier version.</summary>
    Undo,
}
