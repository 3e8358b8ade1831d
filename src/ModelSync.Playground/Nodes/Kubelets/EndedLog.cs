using System.Runtime.CompilerServices;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>The output of a container that has ended: nothing more comes.</summary>
internal sealed class EndedLog(IReadOnlyList<LogLine> lines) : ILogText
{
    // A crash loop of thousands of pods keeps two of these for each.
    private const int MostLines = 200;

    public IReadOnlyList<LogLine> Lines => lines;

    public static EndedLog Of(ILogText log, LogLine last) => new([.. log.Lines.TakeLast(MostLines - 1), last]);

    public async IAsyncEnumerable<LogLine> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
