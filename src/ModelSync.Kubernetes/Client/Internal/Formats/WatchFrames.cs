using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats;

/// <summary>The events of a watch, one by one as they arrive.</summary>
internal abstract class WatchFrames<T>
    where T : class, IKubernetesObject
{
    /// <summary>True where the stream ended in the middle of an event.</summary>
    public abstract bool HasRest { get; }

    /// <summary>Waits for the next event; false at the end of the stream.</summary>
    public abstract ValueTask<bool> MoveNextAsync(Stream stream);

    /// <summary>Reads the event that has arrived, and lets go of its bytes.</summary>
    /// <exception cref="KubernetesApiException">It is an error with which the server ends the watch.</exception>
    /// <exception cref="KubernetesConnectionException">It is no watch event.</exception>
    public abstract WatchEvent<T> Read();
}
