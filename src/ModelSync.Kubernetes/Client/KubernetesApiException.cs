using System.Net;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client;

/// <summary>The API server's refusal of a request, or the error with which it ended a watch: its reason, message and how long to wait.</summary>
public sealed class KubernetesApiException : KubernetesException
{
    /// <summary>An answer of the server.</summary>
    /// <param name="status">What the server said.</param>
    /// <param name="request">The method and path, for the message.</param>
    /// <param name="retryAfter">How long the server asks us to wait.</param>
    public KubernetesApiException(ApiStatus status, string request, TimeSpan? retryAfter = null)
        : base($"{request}: {Describe(status)}")
    {
        Status = status;
        RetryAfter = retryAfter ?? (status.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>What the server said.</summary>
    public ApiStatus Status { get; }

    /// <summary>How long the server asks us to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The HTTP status code; 0 where the server named none.</summary>
    public HttpStatusCode StatusCode => (HttpStatusCode)(Status.Code ?? 0);

    /// <summary>The server's word for the failure: see <see cref="StatusReasons"/>.</summary>
    public string Reason => Status.Reason ?? string.Empty;

    /// <summary>The object, or the kind itself, is not there.</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>Something that the request names is not there, though its kind is served: the object, or for a create its namespace.</summary>
    public bool IsObjectNotFound => IsNotFound && !string.IsNullOrEmpty(Status.Details?.Name);

    /// <summary>An object of that name is there already.</summary>
    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && HasReason(StatusReasons.AlreadyExists);

    /// <summary>The object has changed since it was read, a precondition does not hold, or another field manager owns a field.</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && !HasReason(StatusReasons.AlreadyExists);

    /// <summary>The resource version or continue token is no longer kept: list again. True for the HTTP status and for the watch frame alike.</summary>
    public bool IsExpired => StatusCode == HttpStatusCode.Gone || HasReason(StatusReasons.Expired) || HasReason(StatusReasons.Gone);

    /// <summary>The server has not reached the resource version yet (kubernetes #92537): wait, or read the newest state.</summary>
    public bool IsResourceVersionTooLarge =>
        Status.Details?.Causes?.Any(cause => string.Equals(cause.Reason, StatusReasons.ResourceVersionTooLarge, StringComparison.Ordinal)) is true
        || (StatusCode == HttpStatusCode.GatewayTimeout && Status.Message?.Contains("Too large resource version", StringComparison.Ordinal) is true);

    /// <summary>The server asks to slow down.</summary>
    public bool IsTooManyRequests => StatusCode == HttpStatusCode.TooManyRequests;

    /// <summary>The server took too long; a write may have happened all the same.</summary>
    public bool IsTimeout => StatusCode == HttpStatusCode.GatewayTimeout || HasReason(StatusReasons.Timeout) || HasReason(StatusReasons.ServerTimeout);

    /// <summary>The object breaks a rule of its kind or of an admission.</summary>
    public bool IsInvalid => StatusCode == HttpStatusCode.UnprocessableEntity;

    /// <summary>We may not do this.</summary>
    public bool IsForbidden => StatusCode == HttpStatusCode.Forbidden;

    /// <summary>The server does not accept who we say we are.</summary>
    public bool IsUnauthorized => StatusCode == HttpStatusCode.Unauthorized;

    private static string Describe(ApiStatus status)
    {
        var reason = string.IsNullOrEmpty(status.Reason) ? "no reason given" : status.Reason;
        return string.IsNullOrEmpty(status.Message) ? $"{status.Code} {reason}" : $"{status.Code} {reason}: {status.Message}";
    }

    private bool HasReason(string reason) => string.Equals(Status.Reason, reason, StringComparison.Ordinal);
}
