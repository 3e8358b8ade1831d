using System.Net;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Pods;

/// <summary>Reaches pods by way of the API server, where the pod network is out of reach; needs RBAC for `pods/proxy`.</summary>
internal sealed class ApiServerPodTransport(IKubernetesClient client) : IPodTransport
{
    private const int MostStatusBytes = 16 * 1024;

    /// <inheritdoc/>
    public async Task<HttpResponseMessage> SendAsync(PodEndpoint pod, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await client.Proxy.SendAsync(ProxyTarget.Pod(pod.Pod.Key, pod.Port), request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesConnectionException or KubernetesApiException or HttpRequestException)
        {
            throw new GateHttpException(GateHttpFailure.Way, $"the API server does not lead to {pod}: {Reason(e)}", e);
        }
        catch (ArgumentException e)
        {
            throw new GateHttpException(GateHttpFailure.Refused, $"the path leads out of {pod}: leave out \"..\"", e);
        }

        // Its own refusal looks like an answer of the pod, but for its body.
        if (await IsOwnAsync(answer, pod.ToString(), cancellationToken).ConfigureAwait(false))
        {
            answer.Dispose();
            throw answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new GateHttpException(
                    GateHttpFailure.Way, $"the API server does not let the operator reach {pod}: allow it to get and create \"pods/proxy\", or use --pod-proxy")
                : new GateHttpException(GateHttpFailure.Unreachable, $"{pod} cannot be reached by the API server ({(int)answer.StatusCode})");
        }

        return answer;
    }

    private static async Task<bool> IsOwnAsync(HttpResponseMessage answer, string whom, CancellationToken cancellationToken)
    {
        if ((int)answer.StatusCode < 400
            || !string.Equals(answer.Content.Headers.ContentType?.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            || answer.Content.Headers.ContentLength is null or > MostStatusBytes)
        {
            return false;
        }

        var body = await BoundedBody.ReadAsync(answer, MostStatusBytes, whom, cancellationToken).ConfigureAwait(false);
        var content = new ReadOnlyMemoryContent(body);
        foreach (var (name, values) in answer.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        answer.Content = content;
        return IsStatus(body);
    }

    private static bool IsStatus(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Text("kind") is "Status" && document.RootElement.Text("apiVersion") is "v1";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Reason(Exception e) => e is KubernetesApiException refusal ? refusal.Reason : "no connection";
}
