using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>The workers of one controller in one cluster.</summary>
/// <param name="count">How many there are.</param>
/// <param name="queue">Where they take names from.</param>
/// <param name="processor">What they do with them.</param>
/// <param name="ready">What must be done before they begin.</param>
/// <param name="ended">Cancelled when the cluster has left.</param>
internal sealed class ClusterWorkers(int count, IWorkQueue<Request> queue, KeyProcessor processor, Task ready, CancellationToken ended)
{
    private WorkerRun? _run;

    /// <summary>Completes when the last worker has returned; never fails.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Works until the run is over or the cluster has left. Told twice of one run, where it begins while the cluster comes, it begins once.</summary>
    public Task Start(WorkerRun run)
    {
        if (!ReferenceEquals(_run, run))
        {
            _run = run;
            Work = Task.Run(() => WorkAsync(run), CancellationToken.None);
        }

        return Work;
    }

    private async Task WorkAsync(WorkerRun run)
    {
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Stop, ended);
            await ready.WaitAsync(stop.Token).ConfigureAwait(false);
            var workers = new Task[count];
            for (var index = 0; index < workers.Length; index++)
            {
                workers[index] = Task.Run(() => WorkAsync(run, stop.Token), CancellationToken.None);
            }

            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopped before they began.
        }
        catch (Exception exception)
        {
            run.Fail(exception);
        }
    }

    private async Task WorkAsync(WorkerRun run, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var lease = await queue.GetAsync(stop).ConfigureAwait(false);
                if (!await processor.ProcessAsync(lease, run, stop).ConfigureAwait(false))
                {
                    run.EndIfTermIsOver();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (QueueShutDownException)
        {
            // The cluster has left.
        }
        catch (Exception exception)
        {
            // At once, and not when the others have ended too: with each worker less, the controller would grow slower and finally stand still, unseen.
            run.Fail(exception);
        }
    }
}
