using System.Globalization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>The API server's refusals in its own words.</summary>
internal static class ServerErrors
{
    private const string ModifiedObject = "the object has been modified; please apply your changes to the latest version and try again";

    private const string ExpiredContinue =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the " +
        "continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - " +
        "objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    /// <summary>The status for an injected error.</summary>
    /// <param name="error">What is injected.</param>
    /// <param name="request">Into what.</param>
    /// <param name="name">The name of the object, also where it stands in the request's body.</param>
    public static ApiStatus Of(Fault.Error error, ApiRequest request, string? name)
    {
        var about = request.Resource is null ? null : new ApiStatusDetails { Name = name, Group = request.Group, Kind = request.Resource };
        var status = error.Code switch
        {
            401 => New("Unauthorized", StatusReasons.Unauthorized),
            403 => New(ForbiddenMessage(request), StatusReasons.Forbidden, about ?? new ApiStatusDetails()),
            409 when request.Verb is "create" && request.Subresource is null =>
                New($"{request.QualifiedResource} \"{name}\" already exists", StatusReasons.AlreadyExists, about),
            409 => New($"Operation cannot be fulfilled on {request.QualifiedResource} \"{name}\": {ModifiedObject}", StatusReasons.Conflict, about),
            410 => New(ExpiredMessage(request), StatusReasons.Expired),
            429 => New("Too many requests, please try again later.", StatusReasons.TooManyRequests, new ApiStatusDetails()),
            500 => Internal(error.Message ?? "etcdserver: request timed out"),
            502 => New("Bad Gateway", StatusReasons.InternalError),
            503 => New("apiserver is shutting down", StatusReasons.ServiceUnavailable),
            _ => New("Timeout: request did not complete within requested timeout - context deadline exceeded", StatusReasons.Timeout, new ApiStatusDetails()),
        };
        return status with
        {
            Code = error.Code,
            Message = error.Code == 500 ? status.Message : error.Message ?? status.Message,
            Details = error.RetryAfter is { TotalSeconds: >= 1 } wait
                ? (status.Details ?? new ApiStatusDetails()) with { RetryAfterSeconds = (int)wait.TotalSeconds }
                : status.Details,
        };
    }

    /// <summary>A server that has not reached a version yet, as it says after it has waited for it in vain (kubernetes #92537).</summary>
    public static ApiStatus TooLargeVersion(string wanted, string current) => New(
        $"Timeout: Too large resource version: {wanted}, current: {current}",
        StatusReasons.Timeout,
        new ApiStatusDetails
        {
            Causes = [new ApiStatusCause { Reason = StatusReasons.ResourceVersionTooLarge, Message = "Too large resource version" }],
            RetryAfterSeconds = 1,
        }) with
    { Code = 504 };

    /// <summary>A failure of the proxy itself, in words for whoever wrote the rule.</summary>
    public static ApiStatus OwnFailure(string reason) => Internal(reason) with { Code = 500 };

    /// <summary>A caller whose certificate does not count and who shows nothing else.</summary>
    public static ApiStatus Unauthorized { get; } = New("Unauthorized", StatusReasons.Unauthorized) with { Code = 401 };

    private static ApiStatus New(string message, string reason, ApiStatusDetails? details = null) =>
        new() { Status = "Failure", Message = message, Reason = reason, Details = details };

    private static ApiStatus Internal(string cause) => New(
        $"Internal error occurred: {cause}", StatusReasons.InternalError, new ApiStatusDetails { Causes = [new ApiStatusCause { Message = cause }] });

    private static string ForbiddenMessage(ApiRequest request)
    {
        var user = request.User ?? "system:anonymous";
        if (request.Resource is null)
        {
            return $"forbidden: User \"{user}\" cannot {request.Verb} path \"{request.Path}\"";
        }

        var what = request.Subresource is null ? request.Resource : $"{request.Resource}/{request.Subresource}";
        var verb = request.Verb is "apply" ? "patch" : request.Verb;
        var scope = request.Namespace is { } ns ? $"in the namespace \"{ns}\"" : "at the cluster scope";
        var subject = string.IsNullOrEmpty(request.Name) ? request.QualifiedResource : $"{request.QualifiedResource} \"{request.Name}\"";
        return $"{subject} is forbidden: User \"{user}\" cannot {verb} resource \"{what}\" in API group \"{request.Group}\" {scope}";
    }

    private static string ExpiredMessage(ApiRequest request)
    {
        if (request.IsWatch)
        {
            var text = ApiRequestReader.Value(request.Query, "resourceVersion");
            var asked = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
            return string.Create(CultureInfo.InvariantCulture, $"too old resource version: {asked} ({asked + 1})");
        }

        return string.IsNullOrEmpty(ApiRequestReader.Value(request.Query, "continue"))
            ? "The resourceVersion for the provided list is too old."
            : ExpiredContinue;
    }
}
