using System.Diagnostics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Entities;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>Judges how a reconcile ended.</summary>
internal static class Outcomes
{
    /// <summary>What an exception means.</summary>
    /// <param name="exception">What the reconciler threw.</param>
    /// <param name="isStopping">Whether we have asked it to stop.</param>
    /// <param name="hasTimedOut">Whether its time is over.</param>
    /// <param name="isReachable">Whether its cluster answers.</param>
    public static Outcome Of(Exception exception, bool isStopping, bool hasTimedOut, bool isReachable) => exception switch
    {
        TerminalReconcileException => Outcome.Terminal,

        // Whatever it is: a cancelled request may come out as a broken connection, and what broke for being stopped is no failure.
        _ when isStopping => Outcome.Stopped,
        _ when hasTimedOut => Outcome.Timeout,
        StaleObjectException or KubernetesApiException { IsConflict: true } => Outcome.Conflict,
        _ when UnreachableCluster(exception) is not null || (!isReachable && IsConnectionError(exception)) => Outcome.Unreachable,
        _ when IsBug(exception) => Outcome.Panic,
        _ => Outcome.Error,
    };

    /// <summary>The word in metrics.</summary>
    public static string ToTag(this Outcome outcome) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.RequeueAfter => "requeue_after",
        Outcome.Conflict => "conflict",
        Outcome.Terminal => "terminal",
        Outcome.Error => "error",
        Outcome.Panic => "panic",
        Outcome.Timeout => "timeout",
        _ => "requeue",
    };

    /// <summary>The cluster that the request was not sent to; null where the exception tells of none.</summary>
    public static ClusterName? UnreachableCluster(Exception? exception) => exception switch
    {
        null => null,
        ClusterNotConnectedException unreachable => unreachable.Cluster,
        _ => UnreachableCluster(exception.InnerException),
    };

    private static bool IsConnectionError(Exception? exception) => exception switch
    {
        null => false,
        KubernetesConnectionException or HttpRequestException => true,
        _ => IsConnectionError(exception.InnerException),
    };

    // What a right program never throws: counted apart, because no retry and no operator of the cluster will mend it.
    private static bool IsBug(Exception exception) => exception is NullReferenceException or IndexOutOfRangeException or InvalidCastException
        or ArgumentException or ArithmeticException or ArrayTypeMismatchException or KeyNotFoundException or NotImplementedException or NotSupportedException
        or ObjectDisposedException or UnreachableException;
}
