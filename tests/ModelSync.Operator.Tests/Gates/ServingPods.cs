using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Playground.Network;
using ModelSync.Playground.Serving;

namespace ModelSync.Operator.Tests.Gates;

/// <summary>Pods with real model servers behind addresses that only the pod proxy knows, as in a playground but without a control plane.</summary>
internal sealed class ServingPods : IAsyncDisposable
{
    public const int Port = 8080;
    private readonly VirtualNetwork _network = new();
    private readonly ModelServers _servers;
    private readonly PodProxy _proxy;
    private readonly GateHttp _http;
    private int _last;

    private ServingPods(ModelServers servers)
    {
        _servers = servers;
        _proxy = PodProxy.Start(_network, TimeProvider.System);
        _http = new GateHttp(new GateHttpOptions { PodProxy = _proxy.Url });
        Transport = new DirectPodTransport(_http);
    }

    public static ServingBehavior Instant { get; } = new() { LatencyP50 = TimeSpan.Zero, LatencyP99 = TimeSpan.Zero };

    public IPodTransport Transport { get; }

    public HttpClient Client { get; } = new();

    public static async Task<ServingPods> StartAsync(CancellationToken cancellationToken) =>
        new(await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken));

    /// <summary>Starts a ready pod.</summary>
    public (ScenePod Pod, IModelServer Server) Add(ModelRuntime runtime, string version = "2.0.0", ServingBehavior? behavior = null)
    {
        var number = ++_last;
        var server = _servers.Start(
            new ModelServerIdentity { Pod = $"shop/pod-{number}", Model = "fraud", Version = version, Runtime = runtime, Seed = number }, behavior ?? Instant);
        server.IsReady = true;
        var address = $"10.244.0.{number}";
        _network.Map(address, Port, server.EndPoint);
        return (new ScenePod(new NamespacedName("shop", $"pod-{number}"), address), server);
    }

    /// <summary>A pod whose address nobody answers at.</summary>
    public static ScenePod Dead(string name = "dead") => new(new NamespacedName("shop", name), "10.244.9.9");

    /// <summary>A revision with a schema, so that there is a golden request.</summary>
    public static SceneRevision Revision(string revision, string version, RuntimeProfile profile, params ScenePod[] pods)
    {
        var plain = TestScenes.Revision(revision, version, profile, [new ServicePortSpec { Name = "http", Port = 80, TargetPort = Port }]);
        var schema = new ModelSchema { Inputs = [new TensorSchema { Name = "input", Datatype = "FP32", Shape = [-1, 2] }] };
        return plain with { Pods = pods, Version = plain.Version! with { Spec = plain.Version.Spec! with { Schema = schema } } };
    }

    public static GateScene Scene(SceneRevision candidate, SceneRevision? stable = null) => TestScenes.Scene() with { Candidate = candidate, Stable = stable };

    /// <summary>Sends inference requests, a few at a time, whatever they are answered with.</summary>
    public async Task SendAsync(IModelServer server, ModelRuntime runtime, int count, CancellationToken cancellationToken)
    {
        var (path, body) = Inference(runtime);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (_, ended) =>
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await Client.PostAsync(new Uri($"http://{server.EndPoint}{path}"), content, ended);
        });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        await _proxy.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private static (string Path, string Body) Inference(ModelRuntime runtime) => runtime switch
    {
        ModelRuntime.VLLM or ModelRuntime.SGLang => ("/v1/completions", """{"model":"fraud","prompt":"is this a fraud","max_tokens":4}"""),
        ModelRuntime.TFServing => ("/v1/models/fraud:predict", """{"instances":[[1,2]]}"""),
        ModelRuntime.TorchServe => ("/predictions/fraud", "{}"),
        ModelRuntime.RayServe => ("/fraud", "{}"),
        ModelRuntime.HTTP => ("/predict", "{}"),
        _ => ("/v2/models/fraud/infer", """{"inputs":[{"name":"input","datatype":"FP32","shape":[1,2],"data":[1,2]}]}"""),
    };
}
