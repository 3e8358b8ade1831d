using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Network.Services;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Endpoints;
using ModelSync.Playground.Nodes.Kubelets;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Nodes.Scheduling;

namespace ModelSync.Playground.Nodes;

/// <summary>
/// Nodes that exist only as objects, and do to the pods bound to them what kubelets do: no image is pulled and no process runs, but a real
/// model server answers for each pod. After disposal the nodes stay, as those of a cluster whose machines have lost their power do.
/// </summary>
public sealed class SimulatedNodes : IAsyncDisposable
{
    internal const int MostNodes = 1000;

    private readonly CancellationTokenSource _ended = new();
    private readonly Endings _endings = new();
    private Task _work = Task.CompletedTask;

    private SimulatedNodes(IEnumerable<SimulatedNode> nodes) => Names = [.. nodes.Select(node => node.Name)];

    /// <summary>The nodes' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Ends with the reason if the nodes can't go on, and with their disposal.</summary>
    public Task Completion => _work;

    /// <summary>Makes the nodes and begins to serve their pods; client, servers and network stay the caller's.</summary>
    /// <exception cref="ArgumentException">An option does not fit; the message names it.</exception>
    public static async Task<SimulatedNodes> StartAsync(IKubernetesClient client, SimulatedNodesOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count is < 0 or > MostNodes)
        {
            throw new ArgumentException($"{nameof(options.Count)} is {options.Count}: it must be from 0 to {MostNodes}.", nameof(options));
        }

        options.Timings.Check();
        var nodes = Enumerable.Range(1, options.Count).Select(number => SimulatedNode.Number(number, options.NamePrefix)).ToArray();
        var result = new SimulatedNodes(nodes);
        try
        {
            await result.BeginAsync(client, nodes, options, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch
        {
            await result.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _endings.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task BeginAsync(IKubernetesClient client, SimulatedNode[] nodes, SimulatedNodesOptions options, CancellationToken cancellationToken)
    {
        var services = new RuntimeServices { TimeProvider = options.Time, LoggerFactory = options.LoggerFactory };
        var log = new KubeletLog(options.LoggerFactory.CreateLogger(typeof(SimulatedNodes).FullName!));
        var version = await client.Discovery.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var directory = await StartDirectoryAsync(client, options, services, cancellationToken).ConfigureAwait(false);

        var pods = new Informer<KubeletPod>(client, ResourceType.Of<KubeletPod>(), new InformerOptions<KubeletPod>(), services);
        var onlyBehaviors = new InformerOptions<ConfigMap> { FieldSelector = FieldQuery.Everything.Equal("metadata.name", BehaviorReader.ConfigMapName) };
        var behaviors = new Informer<ConfigMap>(client, ResourceType.Of<ConfigMap>(), onlyBehaviors, services);
        var events = new KubeletEvents(client, log, options.Time);
        var kubelets = new SimulatedKubelets(client, nodes.ToDictionary(node => node.Name, StringComparer.Ordinal), behaviors, events, options, services, log);
        _endings.Add(kubelets.Dispose);
        _endings.Add(pods.Subscribe(kubelets.PodChanged).Dispose);
        _endings.Add(behaviors.Subscribe(kubelets.BehaviorsChanged).Dispose);
        await StartWebhookAsync(client, behaviors, options, cancellationToken).ConfigureAwait(false);
        await StartKubeletPortAsync(pods, kubelets, nodes, options, cancellationToken).ConfigureAwait(false);
        foreach (var node in nodes)
        {
            await node.RegisterAsync(client, version.ToString(), options.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        var heartbeats = new NodeHeartbeats(client, nodes, version.ToString(), options.Timings, log, options.Time);
        _work = TaskGroup.RunAsync(
            [pods.RunAsync, behaviors.RunAsync, kubelets.RunAsync, heartbeats.RunAsync, .. events.Loops, .. directory?.Loops ?? []], _ended.Token);
    }

    private async Task<ServiceDirectory?> StartDirectoryAsync(
        IKubernetesClient client, SimulatedNodesOptions options, RuntimeServices services, CancellationToken cancellationToken)
    {
        if (options.Network is not { } network || await ServiceDirectory.OfAsync(client, services, cancellationToken).ConfigureAwait(false) is not { } directory)
        {
            return null;
        }

        network.Add(directory);
        _endings.Add(() => network.Remove(directory));
        return directory;
    }

    private async Task StartWebhookAsync(
        IKubernetesClient client, ICache<ConfigMap> behaviors, SimulatedNodesOptions options, CancellationToken cancellationToken)
    {
        var handler = new AdmissionHandler(behaviors);
        var server = await NodeServer.StartAsync(
            "playground-webhook", ports: 1, asksForCertificate: false, handler.HandleAsync, options.Time, cancellationToken).ConfigureAwait(false);
        _endings.Add(server.DisposeAsync);

        // Of the prefix, so that two sets of nodes in one cluster do not take each other's away.
        var registration = new WebhookRegistration(client, $"playground-unschedulable-{options.NamePrefix.Trim('-', '.')}".TrimEnd('-'), options.Time);
        _endings.Add(() => new ValueTask(registration.RemoveAsync()));
        await registration.AddAsync(server.EndPoints[0], server.AuthorityPem, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartKubeletPortAsync(
        ICache<KubeletPod> pods, SimulatedKubelets kubelets, SimulatedNode[] nodes, SimulatedNodesOptions options, CancellationToken cancellationToken)
    {
        if (options.Network is not { } network || options.KubeletClientAuthority is not { } authority || nodes.Length == 0)
        {
            return;
        }

        var identity = new ApiServerIdentity(authority, options.Time);
        _endings.Add(identity.Dispose);
        var handler = new KubeletHandler(pods, kubelets, identity, options.Time);
        var server = await NodeServer.StartAsync(
            "kubelet", nodes.Length, asksForCertificate: true, handler.HandleAsync, options.Time, cancellationToken).ConfigureAwait(false);
        _endings.Add(server.DisposeAsync);
        handler.Nodes = nodes.Zip(server.EndPoints).ToDictionary(pair => pair.Second.Port, pair => pair.First.Name);
        foreach (var (node, endPoint) in nodes.Zip(server.EndPoints))
        {
            network.Map(node.Address, SimulatedNode.KubeletPort, endPoint);
            _endings.Add(() => network.Unmap(node.Address, SimulatedNode.KubeletPort));
        }
    }
}
