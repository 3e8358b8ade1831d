using System.Net;
using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What went wrong, as far as it decides what to do next.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">For people; holds no object's content.</param>
/// <param name="RetryAfter">How long the server asks us to wait.</param>
internal readonly record struct ReflectorFailure(ReflectorFailureKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The failure that an exception of the client stands for; one that is not the client's own counts as no answer.</summary>
    public static ReflectorFailure From(Exception exception) => exception is KubernetesApiException refusal
        ? new ReflectorFailure(KindOf(refusal), refusal.Message, refusal.RetryAfter)
        : new ReflectorFailure(ReflectorFailureKind.NoAnswer, exception.Message);

    // Too large before busy: it is a 504 too.
    private static ReflectorFailureKind KindOf(KubernetesApiException refusal) =>
        refusal.IsExpired ? ReflectorFailureKind.Expired
        : refusal.IsResourceVersionTooLarge ? ReflectorFailureKind.Behind
        : refusal.IsWatchListUnsupported ? ReflectorFailureKind.WatchListUnsupported
        : refusal.IsTooManyRequests || refusal.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout ? ReflectorFailureKind.Busy
        : ReflectorFailureKind.Refused;
}
