using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>A component ended by itself.</summary>
internal sealed class ComponentExitedException(SupervisedProcess process)
    : Exception($"{process.Name} ended by itself with exit code {process.ExitCode}. The end of its log:\n{process.LogTail()}")
{
    /// <summary>Whether someone else took one of its ports between our finding it free and its listening there.</summary>
    public bool LostPort { get; } = process.LogTail(40).Contains("address already in use", StringComparison.Ordinal);
}
