namespace ModelSync.Cli;

/// <summary>What the exit codes mean; help and docs say the same.</summary>
internal static class ExitCodes
{
    /// <summary>Healthy, done, without errors.</summary>
    public const int Ok = 0;

    /// <summary>The rollout has failed, the verb was refused, the manifest has errors or no digest.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The time was over before there was an answer.</summary>
    public const int Timeout = 3;

    /// <summary>Neither healthy nor failed yet; only where nobody asked to wait.</summary>
    public const int InProgress = 4;

    /// <summary>The cluster could not be asked, or does not have what was asked for.</summary>
    public const int Cluster = 5;

    /// <summary>Ctrl-C, as shells have it.</summary>
    public const int Interrupted = 130;
}
