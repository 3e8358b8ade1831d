using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelSync.Core.Gates;
using ModelSync.Core.Policies;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gates.Engine;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Reconcilers;

/// <summary>Has the engine measure the gates of rollouts, and has a rollout looked at again when a measurement may change its next decision.</summary>
internal sealed class RolloutGateRuns : IGateRuns, IEventSource, IAsyncDisposable
{
    private readonly Channel<NamespacedName> _woken = Channel.CreateUnbounded<NamespacedName>(new UnboundedChannelOptions { SingleReader = true });
    private readonly GateEngine _engine;

    public RolloutGateRuns(IGateMeters meters, RuntimeServices services) => _engine = new GateEngine(
        new GateEngineOptions(), meters, rollout => _woken.Writer.TryWrite(rollout), services.TimeProvider, services.LoggerFactory.CreateLogger<GateEngine>());

    /// <inheritdoc/>
    public string Name => "gates";

    /// <inheritdoc/>
    public async Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        await foreach (var rollout in _woken.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            requests.Add(new Request(ClusterName.Local, rollout));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<GateRun> Read(Request rollout, string uid) => _engine.RunsOf(rollout.Key, uid);

    /// <inheritdoc/>
    public void Rest(Request rollout) => _engine.Rest(rollout.Key);

    /// <inheritdoc/>
    public void Follow(Request rollout, IReadOnlyList<GateRequest> wanted, long epoch, RolloutScene scene)
    {
        var candidate = wanted is [var first, ..] ? first.Candidate : scene.Snapshot.Rollout.Status?.Candidate?.Revision ?? scene.Snapshot.Rollout.Status?.Stable?.Revision;
        if (scene.Clusters is not [var place, ..] || RevisionOf(scene, place, candidate) is not { } judged)
        {
            _engine.Rest(rollout.Key); // Whose record is lost cannot be judged; what ran before must not be judged in its place.
        }
        else
        {
            _engine.Want(rollout.Key, wanted, new GateScene
            {
                Cluster = place.Cluster.Name,
                Rollout = scene.Identity,
                Epoch = epoch,
                Environment = EnvironmentOf(scene, place),
                Candidate = judged,
                Stable = RevisionOf(scene, place, wanted is [{ Stable: { } stable }, ..] ? stable : null),
                KeptBaselines = BaselinesOf(scene.Snapshot, place.Cluster.Name),
            });
        }
    }

    /// <inheritdoc/>
    public void Forget(Request rollout) => _engine.Forget(rollout.Key);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static SceneRevision? RevisionOf(RolloutScene scene, ClusterScene place, string? revision)
    {
        if (scene.Snapshot.Records.FirstOrDefault(record => Text.Same(record.Revision, revision)) is not { } record)
        {
            return null;
        }

        return new SceneRevision
        {
            Record = record,
            Version = scene.Snapshot.Versions.FirstOrDefault(version => Text.Same(version.Version, record.Inputs.Version)),
            Service = scene.Identity.NameOf(record.Revision),
            Pods = [.. place.Pods[record.Revision].Where(PodHealth.IsReady).Where(static pod => pod.Status?.PodIP is not null).Select(static pod => new ScenePod(pod.Metadata.Key, pod.Status!.PodIP!))],
        };
    }

    private static string? EnvironmentOf(RolloutScene scene, ClusterScene place) =>
        EnvironmentResolver.Resolve(place.Observation.Labels, scene.Snapshot.Policies.NamespaceLabels, scene.Snapshot.Policies.DefaultEnvironment);

    private static StringMap BaselinesOf(RolloutSnapshot snapshot, ClusterName cluster) => StringMap.From((snapshot.Rollout.Status?.Gates ?? [])
        .Where(gate => gate is { Name: not null, Baseline: not null } && Text.Same(gate.Cluster, cluster.Value))
        .DistinctBy(gate => gate.Name, StringComparer.Ordinal)
        .Select(gate => KeyValuePair.Create(gate.Name!, gate.Baseline!)));
}
