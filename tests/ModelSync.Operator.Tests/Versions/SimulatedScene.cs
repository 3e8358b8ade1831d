using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Versions;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;
using Moq;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>The reconciler of versions with real caches of a simulated API server, in simulated time; each restart is another process.</summary>
internal sealed class SimulatedScene : ICluster, IAsyncDisposable
{
    private readonly CancellationTokenSource _removed = new();
    private readonly Task _caches;

    /// <param name="hasCaches">False where controllers are to make the caches that they want.</param>
    public SimulatedScene(bool hasCaches = true)
    {
        Api = new SimulatedApi(Clock);
        Informers = new InformerSet(Api.Client, new RuntimeServices { TimeProvider = Clock });
        if (hasCaches)
        {
            Informers.Add(ResourceType.Of<ModelVersion>());
            Informers.Add(ResourceType.Of<ModelRollout>(), new InformerOptions<ModelRollout> { Indexes = [VersionUses.Index] });
            Informers.Add(ResourceType.Of<ModelPolicy>());
            Informers.Add(ResourceType.Of<ClusterModelPolicy>());
            Informers.Add(ResourceType.Of<Namespace>());
        }

        _caches = Informers.RunAsync(_removed.Token);
    }

    public ManualTimeProvider Clock { get; } = new(Sample.Start);

    public SimulatedApi Api { get; }

    public ScriptedRegistry Registry { get; } = new();

    public Mock<IEventRecorder> Recorder { get; } = new();

    public ClusterName Name => ClusterName.Local;

    public string? Uid => null;

    public IKubernetesClient Client => Api.Client;

    public IInformerSet Informers { get; }

    public IEventRecorder Events => Recorder.Object;

    public ClusterStatus Status { get; } = new(ClusterState.Connected, DateTimeOffset.UnixEpoch, LastContact: null, Message: null);

    public CancellationToken Removed => _removed.Token;

    /// <summary>How many statuses were written.</summary>
    public int Writes => Api.Requests.Count(request => request.Verb is SimulatedVerb.Patch && request.Subresource is "status");

    public ModelVersionReconciler NewProcess() => new(new VersionResolver(Registry, Clock), environment: null);

    public void Put(ModelVersion version) => Api.Put(ModelVersion.Resource, JsonSerializer.Serialize(version, ApiJsonContext.Default.ModelVersion));

    /// <summary>The version as the caches have it, once they have the server's last state.</summary>
    public async Task<ModelVersion> SeeAsync(string name, CancellationToken cancellationToken)
    {
        var key = new NamespacedName("team", name);
        var stored = await Client.Resource<ModelVersion>().GetAsync(key, cancellationToken);
        var cache = Informers.Get(ResourceType.Of<ModelVersion>());
        var newest = stored!.Metadata.ResourceVersion;
        await Eventually.TrueAsync(() => cache.Get(key)?.Metadata.ResourceVersion == newest, $"the cache shows {name}", cancellationToken);
        return cache.Get(key)!;
    }

    /// <summary>One reconcile of what the caches have.</summary>
    public async Task<Result> ReconcileAsync(ModelVersionReconciler process, string name, CancellationToken cancellationToken) =>
        await process.ReconcileAsync(await SeeAsync(name, cancellationToken), Context(), cancellationToken);

    public ReconcileContext Context() => new()
    {
        Cluster = this,
        Client = Client,
        Clusters = Mock.Of<IClusterRegistry>(),
        ReconcileId = "test",
        TimeProvider = Clock,
        Logger = NullLogger.Instance,
        ClientOf = cluster => cluster.Client,
    };

    public async ValueTask DisposeAsync()
    {
        await _removed.CancelAsync();
        await _caches;
        _removed.Dispose();
    }
}
