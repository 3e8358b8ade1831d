using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Takes requests for a controller; thread-safe, never waits.</summary>
public interface IRequestSink
{
    /// <summary>Has the request looked at; false where the controller does not work in its cluster (now), and then the request is dropped and counted.</summary>
    bool Add(Request request, QueuePriority priority = QueuePriority.Normal);
}
