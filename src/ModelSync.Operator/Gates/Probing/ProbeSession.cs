using System.Net.Http.Headers;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Pods;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>Sends the requests of one probe to one pod of the candidate; to another one only when the first can't be reached at all.</summary>
internal sealed class ProbeSession(IPodTransport transport, IReadOnlyList<PodEndpoint> pods)
{
    private const string VersionHeader = "x-model-version";
    private const int MostAnswer = 1024 * 1024;
    private const int MostPods = 2;
    private int _pod;

    /// <summary>Sends a request with JSON, or without a body.</summary>
    public Task<ProbeAnswer> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? json, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            if (json is { } body)
            {
                request.Content = new ReadOnlyMemoryContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            return request;
        },
        cancellationToken);

    /// <summary>Sends a request, which is made anew for each pod.</summary>
    /// <exception cref="GateHttpException">No pod answered.</exception>
    public async Task<ProbeAnswer> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await SendToAsync(pods[_pod], make, cancellationToken).ConfigureAwait(false);
            }
            catch (GateHttpException e) when (e.Failure == GateHttpFailure.Unreachable && _pod + 1 < Math.Min(MostPods, pods.Count))
            {
                // A pod may have ended since it was seen; a node that is drained is no fault of the candidate.
                _pod++;
            }
        }
    }

    private async Task<ProbeAnswer> SendToAsync(PodEndpoint pod, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        using var answer = await transport.SendAsync(pod, request, cancellationToken).ConfigureAwait(false);
        var body = await BoundedBody.ReadAsync(answer, MostAnswer, pod.ToString(), cancellationToken).ConfigureAwait(false);
        var version = answer.Headers.TryGetValues(VersionHeader, out var values) ? values.First() : null;
        return new ProbeAnswer(pod.ToString(), (int)answer.StatusCode, version, body);
    }
}
