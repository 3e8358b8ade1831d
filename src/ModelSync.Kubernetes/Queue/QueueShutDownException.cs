namespace ModelSync.Kubernetes.Queue;

/// <summary>The queue hands out no more keys.</summary>
public sealed class QueueShutDownException() : InvalidOperationException("the work queue has shut down");
