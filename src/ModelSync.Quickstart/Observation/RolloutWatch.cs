using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Quickstart.Observation;

/// <summary>Follows one rollout, and counts the pods of its revisions.</summary>
internal sealed class RolloutWatch(IKubernetesClient client, NamespacedName key, TimeProvider time)
{
    private const string RolloutLabel = "modelsync.io/rollout";
    private const string VersionLabel = "modelsync.io/version";
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Tells each state of the rollout, until it is cancelled.</summary>
    public async Task FollowAsync(Action<ModelRollout> told, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await FollowOnceAsync(told, cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException)
            {
                // The watch was ended or broke off: list again.
            }

            await Task.Delay(AskAgain, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The pods of each version, as its Deployment counts them; those without any are left out.</summary>
    public async Task<IReadOnlyList<PodCount>> PodsAsync(CancellationToken cancellationToken)
    {
        var options = new ListOptions { Namespace = key.Namespace, LabelSelector = LabelQuery.FromLabels([KeyValuePair.Create(RolloutLabel, key.Name)]) };
        var deployments = await client.Resource<Deployment>().ListAsync(options, cancellationToken).ConfigureAwait(false);
        return
        [
            .. deployments.Items
                .Select(one => new PodCount(VersionOf(one), one.Status?.ReadyReplicas ?? 0, one.Spec?.Replicas ?? 0))
                .Where(count => count.Ready > 0 || count.Wanted > 0)
                .OrderBy(count => count.Version, StringComparer.Ordinal),
        ];
    }

    private static string VersionOf(Deployment deployment) =>
        deployment.Metadata.Labels?.TryGetValue(VersionLabel, out var version) is true ? version.Replace('_', '+') : deployment.Metadata.Name ?? "-";

    private async Task FollowOnceAsync(Action<ModelRollout> told, CancellationToken cancellationToken)
    {
        var rollouts = client.Resource<ModelRollout>();
        var list = await rollouts.ListAsync(new ListOptions { Namespace = key.Namespace }, cancellationToken).ConfigureAwait(false);
        foreach (var rollout in list.Items.Where(IsMeant))
        {
            told(rollout);
        }

        var watch = await rollouts.WatchAsync(
            new WatchOptions { Namespace = key.Namespace, ResourceVersion = list.ResourceVersion }, cancellationToken).ConfigureAwait(false);
        await using (((IAsyncDisposable)watch).ConfigureAwait(false))
        {
            await foreach (var change in watch.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Object: { } rollout } && IsMeant(rollout))
                {
                    told(rollout);
                }
            }
        }
    }

    private bool IsMeant(ModelRollout rollout) => string.Equals(rollout.Metadata.Name, key.Name, StringComparison.Ordinal);
}
