namespace ModelSync.Kubernetes.Runtime;

/// <summary>Something that works until it is told to stop.</summary>
public interface IRunnable
{
    /// <summary>Works until the token is cancelled, then ends what it has begun and returns; throws only what must end the process.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
