namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>How a reconcile ended.</summary>
internal enum Outcome
{
    Success,
    RequeueAfter,
    Conflict,
    Terminal,
    Error,
    Panic,
    Timeout,

    /// <summary>A connection failed while the cluster is known to be out of reach.</summary>
    Unreachable,

    /// <summary>Our own stop ended it: the name stays in the queue, nobody's failure.</summary>
    Stopped,
}
