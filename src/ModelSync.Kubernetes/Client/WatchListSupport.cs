using System.Net;

namespace ModelSync.Kubernetes.Client;

/// <summary>Tells whether a server has watch-list: it was on in 1.32, off again in 1.33 and on in 1.34, so that no version number says it.</summary>
public static class WatchListSupport
{
    extension(KubernetesApiException exception)
    {
        /// <summary>True where the server refused <see cref="WatchOptions.SendInitialEvents"/> itself: list and watch instead, and do not ask again.</summary>
        public bool IsWatchListUnsupported =>
            exception.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest
            && (exception.Status.Message ?? string.Empty) is var message
            && (message.Contains("sendInitialEvents", StringComparison.Ordinal) || message.Contains("resourceVersionMatch", StringComparison.Ordinal));
    }
}
