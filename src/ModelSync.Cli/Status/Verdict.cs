namespace ModelSync.Cli.Status;

/// <summary>What a rollout has come to.</summary>
internal enum Verdict
{
    /// <summary>It goes on, or waits for something.</summary>
    InProgress,

    /// <summary>What is declared serves, and is healthy.</summary>
    Healthy,

    /// <summary>It has failed: only a person or a new spec can mend it.</summary>
    Failed,
}
