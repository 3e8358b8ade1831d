using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>One client against one scripted server for each test, with a clock that stands still and a jitter of a half.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ClientFixture(HttpProtocols protocols = HttpProtocols.Http1)
{
    protected const string EmptyList = """{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"10"},"items":[]}""";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    protected static ResourceInfo Widgets { get; } = new("example.com", "v1", "Widget", "widgets");

    protected static NamespacedName Key { get; } = new("shop", "web");

    /// <summary>Ends a test that waits for something that does not happen.</summary>
    protected CancellationToken Token => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected ScriptedApiServer Server { get; private set; } = null!;

    protected PlainTransport Transport { get; private set; } = null!;

    protected KubernetesClient Client { get; private set; } = null!;

    protected IResourceClient<Deployment> Deployments => Client.Resource<Deployment>();

    protected IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    protected RecordedRequest OnlyRequest => Server.Requests.Single();

    [SetUp]
    public async Task StartAsync()
    {
        Server = await ScriptedApiServer.StartAsync(protocols, Token);
        Connect(options => options);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        _limit.Dispose();
    }

    protected static string ConfigMapJson(string name, string version = "1") =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"shop","uid":"uid-{{name}}","resourceVersion":"{{version}}"},"data":{"key":"value"} }""";

    protected static string StatusJson(int code, string reason, string message = "no", string details = "{}") =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}} }""";

    protected static DynamicObject Dynamic(string json) => DynamicObject.Parse(System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>Replaces the client by one with other options.</summary>
    protected void Connect(Func<KubernetesClientOptions, KubernetesClientOptions> change)
    {
        Transport = new PlainTransport(Server.BaseAddress, protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11);
        Client = new KubernetesClient(Transport, change(new KubernetesClientOptions { TimeProvider = Clock, Jitter = () => 0.5 }));
    }

    protected async Task<List<WatchEvent<T>>> ReadAllAsync<T>(IWatch<T> watch)
        where T : class, IKubernetesObject
    {
        var events = new List<WatchEvent<T>>();
        await foreach (var item in watch.WithCancellation(Token))
        {
            events.Add(item);
        }

        return events;
    }
}
