using System.Net;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// Asks a cluster whether it is there: by reading the metadata of the namespace kube-system, which also tells who answers, or by /readyz where that may
/// not be read. One request in all, sent once, with a short time of its own.
/// </summary>
internal sealed class ClusterProbe(TimeSpan timeout, TimeProvider timeProvider)
{
    private const string ReadinessPath = "readyz";
    private const string IdentityPath = "api/v1/namespaces/kube-system";

    // Half a kilobyte either way: no use for protobuf.
    private const string Accept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private const long MostBytes = 1 << 20;

    private static readonly ResourceCodec<PartialObject> Codec = ResourceType.Metadata(Namespace.Resource).Codec;

    public async Task<ProbeResult> RunAsync(IKubernetesClient client, bool askIdentity, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, timeProvider);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return askIdentity
                ? await AskIdentityAsync(client, ended.Token).ConfigureAwait(false)
                : await AskReadinessAsync(client, ended.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return ProbeResult.Failed($"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (JsonException)
        {
            return ProbeResult.Failed($"GET /{IdentityPath}: the answer is no object of the API");
        }
        catch (Exception exception)
        {
            return ProbeResult.Failed(ShortMessage.Of(exception));
        }
    }

    private static async Task<ProbeResult> AskIdentityAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(IdentityPath, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        using var response = await client.SendRawAsync(request, cancellationToken).ConfigureAwait(false);

        // Not allowed, or a server that has no such namespace.
        if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            var readiness = await AskReadinessAsync(client, cancellationToken).ConfigureAwait(false);
            return readiness with { IsIdentityRefused = true };
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Judge(IdentityPath, response.StatusCode) with { IsIdentityOpen = true };
        }

        await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        var uid = Codec.DecodeJson(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)).Metadata.Uid;
        return string.IsNullOrEmpty(uid) ? ProbeResult.Failed($"GET /{IdentityPath}: the answer has no UID") : ProbeResult.Answered(uid);
    }

    private static async Task<ProbeResult> AskReadinessAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ReadinessPath, UriKind.Relative));
        using var response = await client.SendRawAsync(request, cancellationToken).ConfigureAwait(false);
        return Judge(ReadinessPath, response.StatusCode);
    }

    // A server that turns us away for lack of time or rights is there; one that does not know us is of no use, and what is behind a 5xx is not there.
    private static ProbeResult Judge(string path, HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => ProbeResult.Answered(),
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests => ProbeResult.Answered(),
        HttpStatusCode.Unauthorized => ProbeResult.Failed($"GET /{path}: 401, the server does not accept our credentials"),
        _ => ProbeResult.Failed($"GET /{path}: {(int)status}"),
    };
}
