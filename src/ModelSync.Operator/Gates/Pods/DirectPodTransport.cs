using System.Net;
using ModelSync.Operator.Gates.Http;

namespace ModelSync.Operator.Gates.Pods;

/// <summary>Reaches pods by their addresses, directly or through the HTTP proxy of the options.</summary>
internal sealed class DirectPodTransport(GateHttp http) : IPodTransport
{
    /// <inheritdoc/>
    public Task<HttpResponseMessage> SendAsync(PodEndpoint pod, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (pod.Address is not { } address)
        {
            throw new GateHttpException(GateHttpFailure.Unreachable, $"{pod} has no address");
        }

        request.RequestUri = new Uri($"http://{address}{request.RequestUri!.OriginalString}", UriKind.Absolute);
        if (pod.IsHttp2)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        }

        return http.SendToPodAsync(request, address, pod.ToString(), cancellationToken);
    }
}
