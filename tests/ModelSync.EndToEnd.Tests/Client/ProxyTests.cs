using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Network;
using ModelSync.Playground.Nodes;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Client;

/// <summary>A Deployment whose pods become ready, reached as a pod and as a service by way of the API server.</summary>
public sealed class ProxyTests
{
    private static readonly Uri Infer = new("v2/models/m/infer?x=a%2Fb", UriKind.Relative);

    [Test]
    public async Task Pods_and_services_answer_by_way_of_the_api_server()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120), TimeProvider.System);
        var network = new VirtualNetwork();
        await using var egress = EgressProxy.Start(network, TimeProvider.System);
        await using var model = await StartModelAsync();
        await using var controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { EgressSocket = egress.SocketPath }, limit.Token);
        await using var client = Cluster.ConnectTo(controlPlane);
        await using var nodes = await SimulatedNodes.StartAsync(client, new SimulatedNodesOptions { Count = 1 }, limit.Token);
        var pod = await RunAsync(client, limit.Token);
        network.Map(pod.Status!.PodIP!, 8080, EndPointOf(model));

        var asPod = await AskAsync(client, ProxyTarget.Pod(pod.Metadata.Key, 8080), limit.Token);
        string? asService = null;
        await Eventually.TrueAsync(
            async () => (asService = await AskAsync(client, ProxyTarget.Service(new("default", "web"), "http"), limit.Token)).StartsWith("200", StringComparison.Ordinal),
            "the service has a ready endpoint",
            limit.Token);
        var nowhere = await AskAsync(client, ProxyTarget.Pod(pod.Metadata.Key, 9999), limit.Token);

        Assert.That(asPod, Is.EqualTo("200 POST /v2/models/m/infer?x=a%2Fb [1,2]"));
        Assert.That(asService, Is.EqualTo(asPod));
        Assert.That(nowhere, Does.StartWith("503").Or.StartWith("502").Or.StartWith("500"), "the API server's own words");
        Assert.That(
            async () => await AskAsync(client, ProxyTarget.Pod(pod.Metadata.Key, 8080), limit.Token, "../../../secrets"),
            Throws.ArgumentException);
    }

    private static async Task<Pod> RunAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        await client.Dynamic(Deployment.Resource).CreateAsync(
            Json.Object("""
                {"metadata":{"name":"web","namespace":"default"},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"web"}},
                  "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"m","image":"m:1","ports":[{"containerPort":8080}]}]}}}}
                """),
            options: null,
            cancellationToken);
        await client.Dynamic(Service.Resource).CreateAsync(
            Json.Object("""
                {"metadata":{"name":"web","namespace":"default"},
                 "spec":{"selector":{"app":"web"},"ports":[{"name":"http","port":80,"targetPort":8080,"protocol":"TCP"}]}}
                """),
            options: null,
            cancellationToken);
        await Eventually.TrueAsync(
            async () => (await client.Resource<Deployment>().GetAsync(new("default", "web"), cancellationToken))!.Status?.AvailableReplicas == 1,
            "the Deployment's pod is available",
            cancellationToken);
        return (await client.Resource<Pod>().ListAsync(new ListOptions { Namespace = "default" }, cancellationToken)).Items.Single();
    }

    private static async Task<string> AskAsync(KubernetesClient client, ProxyTarget target, CancellationToken cancellationToken, string? path = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path is null ? Infer : new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(new[] { 1, 2 }) };
        using var response = await client.Proxy.SendAsync(target, request, cancellationToken);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}";
    }

    private static async Task<WebApplication> StartModelAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget} {await body.ReadToEndAsync()}");
        });
        await application.StartAsync();
        return application;
    }

    private static IPEndPoint EndPointOf(WebApplication application) =>
        IPEndPoint.Parse(new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority);
}
