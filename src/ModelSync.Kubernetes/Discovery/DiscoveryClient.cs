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

    // A group whose own server is down must not hide the others: it answers 503, or 404 while it is being taken away.
    private async Task ReadGroupVersionAsync(string path, string groupVersion, DiscoveryCollector collected, CancellationToken cancellationToken)
    {
        try
        {
            var body = await GetAsync(path, MediaTypes.Json, cancellationToken).ConfigureAwait(false);
            Parse(body, path, json => DiscoveryDocuments.ReadGroupVersion(json, groupVersion, collected));
        }
        catch (KubernetesApiException exception) when (exception.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound)
        {
            collected.AddStale(groupVersion);
        }
    }

    private Task<byte[]> GetAsync(string path, string accept, CancellationToken cancellationToken) =>
        core.GetBytesAsync(
            new ApiRequest(HttpMethod.Get, path) { Accept = accept, Timeout = core.Options.RequestTimeout, MayCompress = true },
            cancellationToken);

    private static T Parse<T>(byte[] body, string path, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new KubernetesConnectionException($"GET /{path}: the answer is not a discovery document: {exception.Message}", exception);
        }
    }
}
