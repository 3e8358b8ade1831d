using System.Net;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Redirects within one server, as frameworks send them for a slash that is missing.</summary>
internal static class Redirect
{
    /// <summary>Where an answer leads; null when it leads nowhere, or when the request is none that can be repeated.</summary>
    public static Uri? Of(HttpRequestMessage request, HttpResponseMessage answer)
    {
        var isRedirect = answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return isRedirect && request.Content is null && answer.Headers.Location is { } location ? new Uri(request.RequestUri!, location) : null;
    }

    public static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    public static HttpRequestMessage Follow(HttpRequestMessage request, Uri target)
    {
        var next = new HttpRequestMessage(request.Method, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            next.Headers.TryAddWithoutValidation(name, values);
        }

        return next;
    }
}
