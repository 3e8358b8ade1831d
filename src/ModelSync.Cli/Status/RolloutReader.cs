using ModelSync.Api.Rollouts;
using ModelSync.Cli.Clusters;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Cli.Status;

/// <summary>Reads rollouts, and what is theirs.</summary>
internal sealed class RolloutReader(Session session, TimeProvider time)
{
    private const int NotFound = 404;

    /// <summary>The rollout.</summary>
    /// <exception cref="CliException">There is none of that name.</exception>
    public async Task<ModelRollout> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw await MissingAsync(name, cancellationToken).ConfigureAwait(false);

    /// <summary>The rollout; null where there is none of that name.</summary>
    public async Task<ModelRollout?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.Resource<ModelRollout>().GetAsync(new NamespacedName(session.Namespace, name), cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.Status.Code == NotFound)
        {
            throw NotInstalled(e);
        }
    }

    /// <summary>What to say where the server does not know our kinds.</summary>
    public static CliException NotInstalled(Exception cause) => new(
        ExitCodes.Cluster, "the cluster does not know the kinds of modelsync.io: install them with `kubectl apply -f crds/`, or choose another cluster with --context", cause);

    /// <summary>The rollout with its Deployments and pods.</summary>
    public async Task<RolloutView> ViewAsync(ModelRollout rollout, CancellationToken cancellationToken)
    {
        var view = new RolloutView(rollout, time.GetUtcNow()) { Flags = session.Flags };
        var mine = new ListOptions { Namespace = session.Namespace, LabelSelector = LabelQuery.Everything.Equal(ObjectKeys.Rollout, rollout.Metadata.Name!) };
        try
        {
            var deployments = session.Client.Resource<Deployment>().ListAsync(mine, cancellationToken);
            var pods = await session.Client.Resource<Pod>().ListAsync(mine, cancellationToken).ConfigureAwait(false);
            return view with { Pods = pods.Items, Deployments = (await deployments.ConfigureAwait(false)).Items };
        }
        catch (KubernetesApiException e) when (e.IsForbidden)
        {
            return view with { PodsProblem = "You may not list Deployments and pods here, so they are not shown." };
        }
    }

    private async Task<CliException> MissingAsync(string name, CancellationToken cancellationToken)
    {
        var all = await session.Client.Metadata<ModelRollout>().ListAsync(new ListOptions { Namespace = session.Namespace }, cancellationToken).ConfigureAwait(false);
        var names = all.Items.Select(rollout => rollout.Metadata.Name!).ToList();
        var near = Arguments.Guess.Of(name, names);
        return new CliException(ExitCodes.Cluster, $"there is no rollout {name} in namespace {session.Namespace}"
            + (near.Length > 0 ? near
                : names.Count == 0 ? ", nor any other: choose another namespace with -n, or see all with `kubectl modelsync get -A`"
                : $": there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}"));
    }
}
