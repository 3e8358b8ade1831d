using System.Net;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Discovery;

/// <summary>Discovery in two requests where the server aggregates it (1.26 and later), else group by group.</summary>
internal sealed class DiscoveryClient(ClientCore core) : IDiscoveryClient
{
    // v2 since 1.30, v2beta1 since 1.26; a server that knows neither answers in the last form.
    private const string AcceptAggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    // However small objects must be, the documents of a server with thousands of kinds must be read.
    private const int MaxDocumentBytes = 64 * 1024 * 1024;

    public async Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        var body = await GetAsync("version", MediaTypes.Json, cancellationToken).ConfigureAwait(false);
        return Parse(body, "version", static json => JsonSerializer.Deserialize(json.Span, ClientJsonContext.Default.ServerVersion))
            ?? throw new KubernetesConnectionException("GET /version: the answer is null");
    }

    public async Task<ServedResources> GetResourcesAsync(CancellationToken cancellationToken)
    {
        var collected = new DiscoveryCollector();
        foreach (var root in new[] { "api", "apis" })
        {
            var body = await GetAsync(root, AcceptAggregated, cancellationToken).ConfigureAwait(false);
            var groupVersions = Parse(body, root, json => DiscoveryDocuments.ReadRoot(json, collected));
            foreach (var groupVersion in groupVersions ?? [])
            {
                await ReadGroupVersionAsync($"{root}/{groupVersion}", groupVersion, collected, cancellationToken).ConfigureAwait(false);
            }
        }

        return collected.ToServedResources();
    }

    // A group whose own server is ill must not hide the others: it answers 5xx, 404 while it is being taken away, or something that is no document.
    private async Task ReadGroupVersionAsync(string path, string groupVersion, DiscoveryCollector collected, CancellationToken cancellationToken)
    {
        try
        {
            var body = await GetAsync(path, MediaTypes.Json, cancellationToken).ConfigureAwait(false);
            foreach (var resource in DiscoveryDocuments.ReadGroupVersion(body, groupVersion))
            {
                collected.Add(resource);
            }
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound || exception.StatusCode >= HttpStatusCode.InternalServerError)
        {
            collected.AddStale(groupVersion);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            collected.AddStale(groupVersion);
        }
    }

    private async Task<byte[]> GetAsync(string path, string accept, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, path)
        {
            Labels = RequestLabels.Raw(HttpMethod.Get),
            Accept = accept,
            Timeout = core.Options.RequestTimeout,
            MayCompress = true,
        };
        var (body, isTooLong) = await core.GetBytesAsync(request, MaxDocumentBytes, cancellationToken).ConfigureAwait(false);
        return isTooLong ? throw new KubernetesConnectionException($"{request}: the answer is longer than {MaxDocumentBytes} bytes") : body;
    }

    private static T Parse<T>(byte[] body, string path, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new KubernetesConnectionException($"GET /{path}: the answer is not a discovery document: {exception.Message}", exception);
        }
    }
}
