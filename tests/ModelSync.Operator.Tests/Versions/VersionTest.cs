using System.Text;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Playground.World;
using ModelSync.Registries.Tests;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>A test against the real API server, with a namespace and a registry of its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class VersionTest : IAsyncDisposable
{
    protected const string Name = "fraud-1.0.0";

    private CancellationTokenSource _limit = null!;

    protected CancellationToken Ct => _limit.Token;

    private protected PlaygroundNamespace Namespace { get; private set; } = null!;

    private protected FakeRegistry Registry { get; private set; } = null!;

    /// <summary>The digest of the artifact that the registry has.</summary>
    protected string Digest { get; private set; } = "";

    private protected KubernetesClient Client => Namespace.Cluster.Client;

    [SetUp]
    public async Task StartAsync()
    {
        var cluster = await SharedCluster.GetAsync(CancellationToken.None); // the first test waits for it, on no test's time
        _limit = new CancellationTokenSource(TimeSpan.FromMinutes(3), TimeProvider.System);
        Registry = await FakeRegistry.StartAsync();
        Digest = Registry.Push("models/fraud", "1");
        Namespace = await cluster.CreateNamespaceAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await (Namespace?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Registry?.DisposeAsync() ?? ValueTask.CompletedTask);
        _limit?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates a version; what the server says where it refuses.</summary>
    private protected async Task<string?> CreateAsync(Func<ModelVersionSpec, ModelVersionSpec>? change = null, string name = Name)
    {
        var spec = new ModelVersionSpec
        {
            Model = "fraud",
            Version = "1.0.0",
            Components = [new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = $"oci://{Registry.Host}/models/fraud:1" }],
        };
        var version = new ModelVersion { Metadata = new ObjectMeta { Namespace = Namespace.Name, Name = name }, Spec = change?.Invoke(spec) ?? spec };
        try
        {
            await Client.Resource<ModelVersion>().CreateAsync(version, options: null, Ct);
            return null;
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            return e.Message;
        }
    }

    private protected async Task<string?> PatchAsync(string json)
    {
        try
        {
            await Client.Resource<ModelVersion>().PatchAsync(Namespace.Key(Name), Patch.Merge(Encoding.UTF8.GetBytes(json)), options: null, Ct);
            return null;
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            return e.Message;
        }
    }

    private protected Task<ModelVersion?> GetAsync(string name) => Client.Resource<ModelVersion>().GetAsync(Namespace.Key(name), Ct);

    private protected async Task<ModelVersion> UntilAsync(Func<ModelVersionStatus, bool> condition, string what, string name = Name)
    {
        ModelVersion? version = null;
        await Eventually.TrueAsync(
            async () => (version = await GetAsync(name))?.Status is { Conditions: not null } status && condition(status),
            () => $"{what}: {(version?.Status is { } status ? JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelVersionStatus) : "no status")}",
            Ct);
        return version!;
    }

    private protected Task UntilEventAsync(string reason) => Eventually.TrueAsync(
        async () => (await Client.Resource<Event>().ListAsync(new ListOptions { Namespace = Namespace.Name }, Ct)).Items.Any(told => told.Reason == reason),
        () => $"there is an Event {reason}",
        Ct);
}
