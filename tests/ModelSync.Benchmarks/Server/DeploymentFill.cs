using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Benchmarks.Server;

/// <summary>Puts the fixture's Deployments into a real server, with their status; what only a server can set, it sets itself.</summary>
public static class DeploymentFill
{
    public const int Objects = 20_000;

    private const int Namespaces = 50;
    private const int AtOnce = 16;

    /// <summary>The namespace of a fixture Deployment.</summary>
    public static string NamespaceOf(int number) => $"team-{number % Namespaces:00}";

    public static async Task RunAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Namespaces, limit, async (number, ct) => await client.Resource<Namespace>().CreateAsync(
            new Namespace { Metadata = new ObjectMeta { Name = NamespaceOf(number) } }, options: null, ct));
        await Parallel.ForAsync(0, Objects, limit, async (number, ct) =>
        {
            var deployment = JsonNode.Parse(DeploymentFixture.Json(number))!.AsObject();
            var metadata = deployment["metadata"]!.AsObject();
            foreach (var own in (string[])["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"])
            {
                metadata.Remove(own);
            }

            var collection = $"apis/apps/v1/namespaces/{NamespaceOf(number)}/deployments";
            await SendAsync(client, HttpMethod.Post, collection, deployment, "application/json", ct);
            var status = new JsonObject { ["status"] = deployment["status"]!.DeepClone() };
            await SendAsync(client, HttpMethod.Patch, $"{collection}/{metadata["name"]}/status", status, "application/merge-patch+json", ct);
        });
    }

    private static async Task SendAsync(
        IKubernetesClient client, HttpMethod method, string path, JsonObject body, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var response = await client.SendRawAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
