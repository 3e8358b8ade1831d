using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Network;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>
/// The real server behind a pod's model container: it lives exactly as long as the container runs, and is in the virtual network as long
/// as it lives. Used by one worker at a time.
/// </summary>
internal sealed class PodServer(IModelServers servers, VirtualNetwork? network, int seed, Action drained, TimeProvider time) : IAsyncDisposable
{
    private IModelServer? _server;
    private string? _address;
    private int _run;
    private CancellationTokenSource? _drainEnd;
    private Task _draining = Task.CompletedTask;
    private volatile bool _isDrained;

    /// <summary>What its runs have written.</summary>
    public PodLogs Logs { get; } = new();

    /// <summary>False as long as it may still answer: until it was told to end, and then until it has answered what it had begun.</summary>
    public bool IsDrained => _server is null || _isDrained;

    /// <summary>Brings the server to where the container is; a server that can't be started is an exception, and the next call tries again.</summary>
    public async ValueTask FollowAsync(KubeletPod pod, PodLife life, PodBehavior behavior, string address)
    {
        var container = ModelContainer(pod, life);
        if (_server is not null && (container is not { IsRunning: true } || container.Runs != _run))
        {
            await EndAsync(container is null ? "ended" : Farewell(container)).ConfigureAwait(false);
        }

        if (container is not { IsRunning: true })
        {
            return;
        }

        if (_server is null)
        {
            Start(pod, behavior, address, container.Runs);
        }

        // Nothing but the signal tells a server that its pod ends: requests come until all routers know, and it answers them.
        Apply(behavior.Serving, life.StoppedAt is null ? container.IsReady : _server!.IsReady);
        if (life.StoppedAt is not null && _drainEnd is null)
        {
            _drainEnd = new CancellationTokenSource();
            _draining = DrainAsync(_server!, _drainEnd.Token);
        }
    }

    /// <summary>Kills the server, if there is one.</summary>
    public ValueTask DisposeAsync() => _server is null ? ValueTask.CompletedTask : EndAsync("the pod is gone");

    private static ContainerLife? ModelContainer(KubeletPod pod, PodLife life)
    {
        var model = pod.ModelContainer;
        for (var i = 0; i < life.Containers.Length; i++)
        {
            if (ReferenceEquals(pod.Spec!.Containers![i], model))
            {
                return life.Containers[i];
            }
        }

        return null;
    }

    private static string Farewell(ContainerLife container) => container.LastExit is { } exit ? $"exited with code {exit.Code} ({exit.Reason})" : "ended";

    // FNV-1a: the same in every process, which a string's own hash is not.
    private static int SeedOf(string text, int seed)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)hash;
    }

    private void Start(KubeletPod pod, PodBehavior behavior, string address, int run)
    {
        var name = pod.Metadata.Key.ToString();
        var (model, version) = ModelOfPod.Of(pod);
        var identity = new ModelServerIdentity
        {
            Pod = name,
            Model = model,
            Version = behavior.Version ?? version,
            Runtime = behavior.Runtime ?? RuntimeGuess.From(pod.ModelContainer?.Image),
            Seed = SeedOf(name, seed),
        };
        _server = servers.Start(identity, behavior.Serving);
        (_run, _address) = (run, address);
        Logs.Begin(run, _server.Log);
        network?.MapHost(address, _server.EndPoint);
    }

    private void Apply(ServingBehavior behavior, bool isReady)
    {
        if (_server!.Behavior != behavior)
        {
            _server.Behavior = behavior;
        }

        if (_server.IsReady != isReady)
        {
            _server.IsReady = isReady;
        }
    }

    private async Task DrainAsync(IModelServer server, CancellationToken end)
    {
        // Off the worker's stack: a server may drain for as long as the grace period is.
        await Task.Yield();
        await server.DrainAsync(end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Before the word of it: whoever looks at once must see it, for nobody is told again.
        _isDrained = true;
        drained();
    }

    private async ValueTask EndAsync(string farewell)
    {
        var server = _server!;
        _server = null;
        network?.UnmapHost(_address!, server.EndPoint);
        if (_drainEnd is not null)
        {
            await _drainEnd.CancelAsync().ConfigureAwait(false);
            await _draining.ConfigureAwait(false);
            _drainEnd.Dispose();
            _drainEnd = null;
            _isDrained = false;
        }

        Logs.End(_run, new LogLine(time.GetUtcNow(), $"simulated: {farewell}"));
        await server.DisposeAsync().ConfigureAwait(false);
    }
}
