using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>Takes clusters in and leaves them as they come and go, and runs the sources that are no watches; on every replica.</summary>
internal sealed class ControllerSources(ControllerDefinition definition, ControllerClusters clusters, ILogger logger) : IRunnable
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        clusters.Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), ended);
        Task[] sources = [];
        try
        {
            using var subscription = definition.Services.Clusters.Subscribe(change => Handle(change, ended));
            sources = [.. definition.EventSources.Select(source => RunAsync(source, stop.Token))];
            await ended.Task.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(sources).ConfigureAwait(false);
            await clusters.CloseAsync().ConfigureAwait(false);
        }
    }

    // A source may do its work before its first await; none may hold up another.
    private Task RunAsync(IEventSource source, CancellationToken cancellationToken) =>
        Task.Run(() => new EventSourceRunner(source, definition, clusters, logger).RunAsync(cancellationToken), CancellationToken.None);

    private void Handle(ClusterEvent change, TaskCompletionSource ended)
    {
        try
        {
            clusters.Changed(change);
        }
        catch (Exception) when (change.Cluster.Removed.IsCancellationRequested)
        {
            // Gone while it came; the event that says so follows.
        }
        catch (Exception exception)
        {
            // The informers of one kind were asked for with different options: a mistake of the program, the same in every cluster.
            ended.TrySetException(exception);
        }
    }
}
