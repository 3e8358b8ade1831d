using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Statuses;

namespace ModelSync.Operator.Policies;

/// <summary>Writes what a policy is about, and what it objects to. It enforces nothing: those who act ask policies themselves.</summary>
internal sealed class PolicyReconciler<T>(PolicyKind<T> kind, string? environment) : IEntityReconciler<T>
    where T : class, IResource<T>
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    // Nobody tells when a freeze begins.
    private static readonly TimeSpan FreezeInterval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async ValueTask<Result> ReconcileAsync(T entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(context);
        var now = context.TimeProvider.GetUtcNow();
        var (sources, spec, before) = (kind.SourcesOf(entity), kind.SpecOf(entity), kind.StatusOf(entity));
        var review = PolicyReview.Of(sources, Cases(context.Cluster, entity.Metadata.Namespace, now));
        var next = Next(spec, review, now);
        return PolicyStatusPlanner.Decide(entity.Metadata, spec, before, sources, review, now) is { } status
            ? await StatusWrite.RunAsync<T>(context, entity.Metadata, StatusPatch.Of(entity.Metadata, Members(before), Members(status)), next, cancellationToken).ConfigureAwait(false)
            : next;
    }

    private static Result Next(ModelPolicySpec? spec, PolicyReview review, DateTimeOffset now)
    {
        if (spec?.Rules?.Any(static rule => rule.Freeze is not null) is not true)
        {
            return Result.Done;
        }

        var wait = review.Until - now is { } rest && rest < FreezeInterval ? rest : FreezeInterval;
        return Result.After(wait > ShortestWait ? wait : ShortestWait);
    }

    private static JsonElement Members(ModelPolicyStatus? status) => JsonSerializer.SerializeToElement(status ?? new ModelPolicyStatus(), ApiJsonContext.Default.ModelPolicyStatus);

    private IEnumerable<PolicyCase> Cases(ICluster cluster, string? ns, DateTimeOffset now)
    {
        var versions = cluster.Informers.Get(ResourceType.Of<ModelVersion>());
        var namespaces = cluster.Informers.Get(ResourceType.Of<Namespace>());
        var cases = new PolicyCases(LabelsOf, environment, Find, now);
        return versions.List(ns).Select(cases.Of).Concat(cluster.Informers.Get(ResourceType.Of<ModelRollout>()).List(ns).Select(cases.Of));

        StringMap? LabelsOf(string name) => namespaces.Get(NamespacedName.ClusterScoped(name))?.Metadata is { } metadata ? metadata.Labels ?? StringMap.Empty : null;

        ModelVersion? Find(string of, string model, string version) =>
            versions.ByIndex(RolloutCaches.VersionsByModel, $"{of}/{model}").FirstOrDefault(one => Text.Same(one.Spec?.Version, version));
    }
}
