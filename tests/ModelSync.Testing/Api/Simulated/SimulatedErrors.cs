using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The refusals of an API server.</summary>
public static class SimulatedErrors
{
    /// <summary>Any refusal.</summary>
    public static KubernetesApiException Refusal(int code, string reason, string message, TimeSpan? retryAfter = null, ApiStatusDetails? details = null) =>
        new(new ApiStatus { Status = "Failure", Code = code, Reason = reason, Message = message, Details = details }, "simulated", retryAfter);

    /// <summary>410: the version or token is no longer kept.</summary>
    public static KubernetesApiException Expired() => Refusal(410, StatusReasons.Expired, "too old resource version");

    /// <summary>504: the version is not reached yet.</summary>
    public static KubernetesApiException TooLarge(ResourceVersion version) => Refusal(
        504,
        StatusReasons.Timeout,
        $"Too large resource version: {version}",
        TimeSpan.FromSeconds(1),
        new ApiStatusDetails { Causes = [new ApiStatusCause { Reason = StatusReasons.ResourceVersionTooLarge }] });

    /// <summary>404 of an object.</summary>
    public static KubernetesApiException NotFound(ResourceInfo resource, NamespacedName key) => Refusal(
        404, StatusReasons.NotFound, $"{resource.Plural} \"{key.Name}\" not found", details: new ApiStatusDetails { Name = key.Name, Group = resource.Group, Kind = resource.Plural });

    /// <summary>404 of a kind.</summary>
    public static KubernetesApiException NotServed() => Refusal(404, StatusReasons.NotFound, "the server could not find the requested resource");

    /// <summary>409: the object has changed.</summary>
    public static KubernetesApiException Conflict(NamespacedName key) =>
        Refusal(409, StatusReasons.Conflict, $"Operation cannot be fulfilled on \"{key.Name}\": the object has been modified");

    /// <summary>409: the object is there.</summary>
    public static KubernetesApiException AlreadyExists(NamespacedName key) => Refusal(409, StatusReasons.AlreadyExists, $"\"{key.Name}\" already exists");

    /// <summary>422.</summary>
    public static KubernetesApiException Invalid(string message) => Refusal(422, StatusReasons.Invalid, message);

    /// <summary>429 or 503 with a wish; the real client follows short ones itself, the simulated one passes them on.</summary>
    public static KubernetesApiException Busy(TimeSpan retryAfter, int code = 429) => Refusal(code, StatusReasons.TooManyRequests, "slow down", retryAfter);

    /// <summary>No answer at all.</summary>
    public static KubernetesConnectionException NoAnswer() => new("simulated: the connection broke");
}
