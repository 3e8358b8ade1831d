using System.Security.Cryptography;
using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.World;

/// <summary>
/// Clusters side by side on loopback, each a real control plane with simulated nodes, real model servers, a data plane and a fault proxy. Its
/// disposal leaves no process, port or file; when its process is killed, the kernel and small supervisors end what it has started.
/// </summary>
public sealed class PlaygroundWorld : IAsyncDisposable
{
    private readonly OwnedDirectory _directory;
    private readonly ModelServers _servers;

    private PlaygroundWorld(int seed, OwnedDirectory directory, ModelServers servers, IReadOnlyList<PlaygroundCluster> clusters)
    {
        (Seed, _directory, _servers, Clusters) = (seed, directory, servers, clusters);
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
        var directory = OwnedDirectory.ForWorld();
        var servers = await ModelServers.StartAsync(
            new ModelServersOptions { Time = options.Time, LoggerFactory = options.LoggerFactory }, cancellationToken).ConfigureAwait(false);
        var starting = options.Clusters.Select((name, number) => PlaygroundCluster.StartAsync(
            new ClusterPlan(name, unchecked(seed + number), binaries, servers, options), cancellationToken)).ToArray();
        try
        {
            var world = new PlaygroundWorld(seed, directory, servers, await Task.WhenAll(starting).ConfigureAwait(false));
            PrivateFile.Write(world.KubeconfigPath, world.RenderKubeconfig());
            return world;
        }
        catch
        {
            await EndAsync(starting, servers, directory).ConfigureAwait(false);
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
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Clusters.Select(cluster => cluster.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _servers.DisposeAsync().ConfigureAwait(false);
        _directory.Dispose();
    }

    // One cluster that failed must not leave the others behind.
    private static async Task EndAsync(Task<PlaygroundCluster>[] starting, ModelServers servers, OwnedDirectory directory)
    {
        await ((Task)Task.WhenAll(starting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var started in starting.Where(task => task.IsCompletedSuccessfully))
        {
            await (await started.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        await servers.DisposeAsync().ConfigureAwait(false);
        directory.Dispose();
    }

    private string RenderKubeconfig() => Kubeconfig.OfMany([.. Clusters.Select(cluster => new KubeconfigEntry(
        cluster.Name,
        cluster.Faults.Url.OriginalString,
        cluster.ControlPlane.CaCertificate,
        cluster.ControlPlane.IssueClientCertificate("kubernetes-admin", ["system:masters"])))]);
}
