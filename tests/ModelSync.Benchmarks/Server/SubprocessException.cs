namespace ModelSync.Benchmarks.Server;

/// <summary>A program that failed; its message is the last line that it wrote to standard error.</summary>
public sealed class SubprocessException(int exitCode, string message) : Exception(message)
{
    /// <summary>How it ended; negative where it never started.</summary>
    public int ExitCode { get; } = exitCode;
}
