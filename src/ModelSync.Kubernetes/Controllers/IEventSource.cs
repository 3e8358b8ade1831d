namespace ModelSync.Kubernetes.Controllers;

/// <summary>Something else than a watch that makes a controller look at objects: a timer, a channel, a webhook. Runs on every replica.</summary>
public interface IEventSource
{
    /// <summary>The name, for logs.</summary>
    string Name { get; }

    /// <summary>Adds requests until the token is cancelled. Returning ends the source; an exception is logged, and the source is run again after a while.</summary>
    Task RunAsync(IRequestSink requests, CancellationToken cancellationToken);
}
