using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Tests.Versions;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Operator.Tests.Policies;

/// <summary>The controllers of policies, as they run, with a simulated API server and a clock that tests move.</summary>
internal sealed class PolicyScene : IClusterRegistry, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SimulatedScene _cluster = new(hasCaches: false);
    private readonly Task[] _running;

    public PolicyScene()
    {
        var services = new ControllerServices { Clusters = this, Runtime = new RuntimeServices { TimeProvider = _cluster.Clock } };
        var caches = new RolloutCaches(new ServingKinds { EndpointSlices = EndpointSlice.Resource }, namespaces: null);
        _running =
        [
            .. PolicyControllers.Build(services, caches, environment: null, PolicyControllers.Interval)
                .SelectMany(controller => new[] { controller.Sources.RunAsync(_stop.Token), controller.RunAsync(_stop.Token) }),
        ];
    }

    public SimulatedApi Api => _cluster.Api;

    public IReadOnlyCollection<ICluster> Clusters => [_cluster];

    /// <summary>How many statuses of policies were written.</summary>
    public int Writes => Api.Requests.Count(static request => request is { Verb: SimulatedVerb.Patch, Subresource: "status" });

    public bool TryGet(ClusterName name, [NotNullWhen(true)] out ICluster? cluster)
    {
        cluster = _cluster;
        return true;
    }

    public IDisposable Subscribe(Action<ClusterEvent> handler)
    {
        handler(new ClusterEvent(_cluster, _cluster.Status));
        return new CancellationTokenSource();
    }

    public void Put(ModelPolicy policy) => Api.Put(ModelPolicy.Resource, JsonSerializer.Serialize(policy with { Metadata = policy.Metadata with { Generation = null } }, ApiJsonContext.Default.ModelPolicy));

    /// <summary>Lets time pass until the policy's status is as it is to be.</summary>
    public async Task<ModelPolicyStatus> UntilAsync(Func<ModelPolicyStatus, bool> condition, string what, CancellationToken cancellationToken)
    {
        ModelPolicyStatus? status = null;
        await Eventually.TrueAsync(
            async () =>
            {
                _cluster.Clock.Advance(TimeSpan.FromMilliseconds(250));
                status = (await Api.Client.Resource<ModelPolicy>().GetAsync(new NamespacedName("team", "house"), cancellationToken))?.Status;
                return status is { Conditions: not null } && condition(status);
            },
            () => $"{what}: {(status is null ? "no status" : JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelPolicyStatus))}",
            cancellationToken);
        return status!;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var running in _running)
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _cluster.DisposeAsync();
        _stop.Dispose();
    }
}
