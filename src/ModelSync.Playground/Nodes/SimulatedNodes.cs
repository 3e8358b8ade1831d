using ModelSync.Kubernetes.Client;

namespace ModelSync.Playground.Nodes;

/// <summary>
/// Nodes that exist only as objects: pods bound to them become Running and Ready, pods of Jobs succeed, terminating pods go. No image is
/// pulled and no container runs. After disposal the nodes stay, as those of a cluster whose machines have lost their power do.
/// </summary>
public sealed class SimulatedNodes : IAsyncDisposable
{
    private const int MostNodes = 1000;

    private readonly CancellationTokenSource _ended = new();
    private readonly Task _work;

    private SimulatedNodes(IKubernetesClient client, SimulatedNode[] nodes, SimulatedNodesOptions options)
    {
        Names = [.. nodes.Select(node => node.Name)];
        var log = new SimulatedNodesLog(options.LoggerFactory.CreateLogger(typeof(SimulatedNodes).FullName!));
        var kubelets = new SimulatedKubelets(client, nodes.ToDictionary(node => node.Name, StringComparer.Ordinal), log, options.Time);
        var feed = new PodFeed(client, kubelets, log, options.Time);
        _work = TaskGroup.RunAsync([kubelets.RunAsync, feed.RunAsync], _ended.Token);
    }

    /// <summary>The nodes' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Ends with the reason if the nodes can't go on, and as cancelled with their disposal.</summary>
    public Task Completion => _work;

    /// <summary>Makes the nodes and begins to serve their pods; the client stays the caller's.</summary>
    public static async Task<SimulatedNodes> StartAsync(IKubernetesClient client, SimulatedNodesOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count is < 0 or > MostNodes)
        {
            throw new ArgumentException($"{nameof(options.Count)} is {options.Count}: it must be from 0 to {MostNodes}.", nameof(options));
        }

        var version = await client.Discovery.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var nodes = Enumerable.Range(1, options.Count).Select(number => SimulatedNode.Number(number, options.NamePrefix)).ToArray();
        foreach (var node in nodes)
        {
            await node.RegisterAsync(client, version.ToString(), options.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return new SimulatedNodes(client, nodes, options);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }
}
