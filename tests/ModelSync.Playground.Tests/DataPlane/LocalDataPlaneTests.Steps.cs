using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <content>The steps that its tests share.</content>
internal sealed partial class LocalDataPlaneTests
{
    private async Task ApplyAsync(string manifest, CancellationToken cancellationToken) =>
        await _controlPlane.KubectlOkAsync($"apply -n {Namespace} --validate=false -f -", manifest, cancellationToken);

    private async Task<JsonNode> GetAsync(string name, CancellationToken cancellationToken) =>
        JsonNode.Parse(await _controlPlane.KubectlOkAsync($"get -n {Namespace} {name} -o json", null, cancellationToken))!;

    private Task AcceptedAsync(string route, string status, string reason, int generation, CancellationToken cancellationToken) =>
        UntilAsync(route, "Accepted", $"{status} {reason} {generation}", cancellationToken);

    private Task ResolvedAsync(string route, string expected, CancellationToken cancellationToken) => UntilAsync(route, "ResolvedRefs", expected, cancellationToken);

    private Task UntilAsync(string route, string type, string expected, CancellationToken cancellationToken) => Eventually.TrueAsync(
        async () => (await GetAsync($"httproute/{route}", cancellationToken))["status"]?["parents"] is JsonArray { Count: > 0 } parents && parents.Any(parent => Manifests.ConditionOf(parent!, type) == expected),
        cancellationToken);

    private async Task<string> AskAsync(string kind, string name, CancellationToken cancellationToken) =>
        await AskAsync(await _plane.WaitForEndPointAsync(kind, new NamespacedName(Namespace, name), section: null, cancellationToken), host: null, cancellationToken);

    private static async Task<string> AskAsync(System.Net.IPEndPoint endPoint, string? host, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        string? version = null;

        // An endpoint that was written a moment ago may not be known yet.
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var question = new HttpRequestMessage(HttpMethod.Get, $"http://{endPoint}/");
                    question.Headers.Host = host;
                    using var answer = await http.SendAsync(question, cancellationToken);
                    version = answer.Headers.TryGetValues("x-model-version", out var values) ? values.Single() : null;
                }
                catch (HttpRequestException)
                {
                    version = null;
                }

                return version is not null;
            },
            cancellationToken);
        return version!;
    }
}
