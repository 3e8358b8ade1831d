using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.TestOperator;

/// <summary>Tells when this process begins to lead and when it ends: it runs with the controllers.</summary>
public sealed class LeadingReporter(ILeadership leadership, EventLog log) : IRunnable
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var term = await leadership.WaitAsync(cancellationToken);
        log.Write("leading", $"epoch={term.Epoch}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        log.Write(term.Lost.IsCancellationRequested ? "lost" : "resigning", $"epoch={term.Epoch}");
    }
}
