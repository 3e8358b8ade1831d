using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.World;

/// <summary>A namespace that one test has for itself in a cluster that it shares with others; its disposal deletes it.</summary>
public sealed class PlaygroundNamespace : IAsyncDisposable
{
    private PlaygroundNamespace(PlaygroundCluster cluster, string name) => (Cluster, Name) = (cluster, name);

    /// <summary>The cluster.</summary>
    public PlaygroundCluster Cluster { get; }

    /// <summary>The namespace's name.</summary>
    public string Name { get; }

    /// <summary>Names an object of this namespace.</summary>
    public NamespacedName Key(string name) => new(Name, name);

    /// <summary>Applies manifests by kubectl, past the faults.</summary>
    /// <exception cref="ControlPlaneException">kubectl failed; the message is what it said.</exception>
    public Task ApplyAsync(string manifests, CancellationToken cancellationToken) => RunAsync(["apply", "-f", "-"], manifests, cancellationToken);

    /// <summary>Waits until a Deployment has rolled out, as `kubectl rollout status` does.</summary>
    /// <exception cref="ControlPlaneException">It has not in time; the message is what kubectl said.</exception>
    public Task WaitForRolloutAsync(string deployment, CancellationToken cancellationToken) =>
        RunAsync(["rollout", "status", $"deployment/{deployment}", "--timeout=60s"], input: null, cancellationToken);

    /// <summary>Runs kubectl in this namespace, past the faults, and returns what it printed.</summary>
    /// <exception cref="ControlPlaneException">kubectl failed; the message is what it said.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var result = await Cluster.ControlPlane.KubectlAsync(["--namespace", Name, .. arguments], input, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output
            : throw new ControlPlaneException($"kubectl {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}{result.Output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Cluster.Client.Resource<Namespace>()
                .DeleteAsync(NamespacedName.ClusterScoped(Name), options: null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            // The cluster goes too, or the test has deleted it: nothing else depends on it.
        }
    }

    internal static async Task<PlaygroundNamespace> CreateAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        var name = $"t-{Guid.NewGuid():n}"[..16];
        await cluster.Client.Resource<Namespace>().CreateAsync(
            new Namespace { Metadata = new ObjectMeta { Name = name } }, options: null, cancellationToken).ConfigureAwait(false);
        return new PlaygroundNamespace(cluster, name);
    }
}
