using System.Runtime.CompilerServices;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>The output of a running container that no server stands for: one line, and then silence until the pod is gone.</summary>
internal sealed class SilentLog(LogLine line, CancellationToken gone) : ILogText
{
    public IReadOnlyList<LogLine> Lines => [line];

    public async IAsyncEnumerable<LogLine> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return line;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (gone.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), ended).ConfigureAwait(false))
        {
            await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
