using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Hosting;

/// <summary>A runnable failed, or ended although the others rely on it: the process cannot go on.</summary>
public sealed class RunnableFailedException(string runnable, RunnableGroup group, string problem, Exception? innerException = null)
    : Exception($"{runnable} of the group {group} {problem}", innerException)
{
    /// <summary>Which one.</summary>
    public string Runnable { get; } = runnable;

    /// <summary>Its group.</summary>
    public RunnableGroup Group { get; } = group;
}
