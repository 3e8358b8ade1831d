using System.Security.Cryptography;
using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.World;

/// <summary>
/// Clusters side by side on loopback, each a real control plane with simulated nodes, real model servers, a data plane and a fault proxy. Its
/// disposal leaves no process, port or file; when its process is killed, the kernel and small supervisors end what it has started.
/// </summary>
public sealed class PlaygroundWorld : IAsyncDisposable
{
    private readonly OwnedDirectory _directory;
    private readonly Endings _endings;

    private PlaygroundWorld(int seed, OwnedDirectory directory, IReadOnlyList<PlaygroundCluster> clusters, Endings endings)
    {
        (Seed, _directory, Clusters, _endings) = (seed, directory, clusters, endings);
        KubeconfigPath = directory.File("kubeconfig");
    }

    /// <summary>What everything by chance follows from.</summary>
    public int Seed { get; }

    /// <summary>The clusters, in the order of their names in the options.</summary>
    public IReadOnlyList<PlaygroundCluster> Clusters { get; }

    /// <summary>The first cluster, the one that an operator would run in.</summary>
    public PlaygroundCluster Local => Clusters[0];

    /// <summary>A kubeconfig of the administrator with a context for each cluster, by way of its fault proxy.</summary>
    public string KubeconfigPath { get; }

    internal string Id => _directory.Id;

    internal string ControlSocketPath => _directory.File(RunningPlaygrounds.SocketName);

    /// <summary>The cluster of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public PlaygroundCluster this[string name] =>
        Clusters.FirstOrDefault(cluster => string.Equals(cluster.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"There is no cluster {name}: there are {string.Join(", ", Clusters.Select(cluster => cluster.Name))}.", nameof(name));

    /// <summary>Starts all clusters at once and returns when each is at work.</summary>
    /// <exception cref="ControlPlaneException">The binaries can't be had, a component ended by itself, or something was still missing at the deadline.</exception>
    public static async Task<PlaygroundWorld> StartAsync(PlaygroundOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var seed = options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        options.Progress?.Report($"seed {seed}");

        // Once for all: clusters that each built the servers would build them several times.
        var binaries = options.ControlPlane.Binaries ?? await ControlPlaneBinaries.FindAsync(options.Progress, cancellationToken).ConfigureAwait(false);
        OwnedDirectory.SweepStale(options.Time);
        var endings = new Endings();
        try
        {
            var directory = OwnedDirectory.ForWorld();
            endings.Add(directory.Dispose);
            var servers = await ModelServers.StartAsync(
                new ModelServersOptions { Time = options.Time, LoggerFactory = options.LoggerFactory }, cancellationToken).ConfigureAwait(false);
            endings.Add(servers.DisposeAsync);
            var plans = options.Clusters.Select((name, number) => new ClusterPlan(name, unchecked(seed + number), binaries, servers, options));
            var world = new PlaygroundWorld(seed, directory, await StartAsync([.. plans], endings, cancellationToken).ConfigureAwait(false), endings);
            PrivateFile.Write(world.KubeconfigPath, world.RenderKubeconfig());
            return world;
        }
        catch
        {
            await endings.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Completes with the reason when something that should run has ended by itself.</summary>
    public async Task<string> WaitForCrashAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = Clusters.Select(cluster => cluster.WaitForCrashAsync(enough.Token)).ToArray();
        var first = await Task.WhenAny(waits).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(waits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await first.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _endings.DisposeAsync();

    // One that can't start ends the wait for the others, and none that has started is left behind.
    private static async Task<PlaygroundCluster[]> StartAsync(ClusterPlan[] plans, Endings endings, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starting = Array.ConvertAll(plans, plan => StartOneAsync(plan, enough));
        endings.Add(() => new ValueTask(Task.WhenAll(starting.Where(start => start.IsCompletedSuccessfully).Select(EndAsync))));
        return await Task.WhenAll(starting).ConfigureAwait(false);
    }

    private static async Task<PlaygroundCluster> StartOneAsync(ClusterPlan plan, CancellationTokenSource enough)
    {
        try
        {
            return await PlaygroundCluster.StartAsync(plan, enough.Token).ConfigureAwait(false);
        }
        catch
        {
            await enough.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task EndAsync(Task<PlaygroundCluster> started) => await (await started.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);

    private string RenderKubeconfig() => Kubeconfig.OfMany([.. Clusters.Select(cluster => new KubeconfigEntry(
        cluster.Name,
        cluster.Faults.Url.OriginalString,
        cluster.ControlPlane.CaCertificate,
        cluster.ControlPlane.IssueClientCertificate("kubernetes-admin", ["system:masters"])))]);
}
