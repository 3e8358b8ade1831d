using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>
/// Renders the objects of a revision. It happens once: what is rendered lies in the record, and every later create, repair, scale and
/// rollback takes it from there, also by a newer ModelSync that would render something else.
/// </summary>
public static class DeploymentIntent
{
    /// <summary>The record with its Deployment, Service and, where the rollout has a disruption budget, PodDisruptionBudget.</summary>
    public static Rendered<RevisionRecord> Render(ModelRollout rollout, RevisionRecord record, VersionObservation version)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(version);
        var identity = RolloutIdentity.Of(rollout);
        var package = PackageView.Of(version);
        if (!package.IsRendered)
        {
            return package.Impediment;
        }

        var template = PodTemplateIntent.Render(identity, record.Revision, record.Inputs, package.Value);
        if (!template.IsRendered)
        {
            return template.Impediment;
        }

        return record with
        {
            Deployment = JsonTree.Raw(Deployment(identity, record, rollout.Spec?.MinReadySeconds, template.Value)),
            Service = JsonTree.Raw(Service(identity, record)),
            DisruptionBudget = rollout.Spec?.DisruptionBudget is { } budget ? JsonTree.Raw(Budget(identity, record, budget)) : null,
        };
    }

    /// <summary>
    /// A rendered record with what applies at once, without a new revision: spec.minReadySeconds and spec.disruptionBudget. No pod is started anew by them, and
    /// the rest stays as it lies in the record.
    /// </summary>
    public static RevisionRecord WithSettings(RevisionRecord record, ModelRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(rollout);
        return record.Deployment is null || rollout.Spec is not { } spec
            ? record
            : record with { Deployment = WithMinReady(record.Deployment, spec.MinReadySeconds), DisruptionBudget = WithBudget(record, rollout, spec.DisruptionBudget) };
    }

    /// <summary>The Deployment of a rendered record with that many replicas, the only thing that is not in the record.</summary>
    /// <exception cref="ArgumentException">The record is not rendered.</exception>
    public static RawJson Deployment(RevisionRecord record, int replicas)
    {
        ArgumentNullException.ThrowIfNull(record);
        var deployment = JsonTree.Object(record.Deployment ?? throw new ArgumentException($"The record of {record.Revision} is not rendered.", nameof(record)));
        (deployment["spec"] as JsonObject)!["replicas"] = replicas;
        return JsonTree.Raw(deployment);
    }

    /// <summary>
    /// An object for another cluster than the rollout's own: without ownerReferences, since an owner that the cluster does not know invites
    /// its garbage collector. The owner is told by the annotation <see cref="ObjectKeys.RolloutUid"/>.
    /// </summary>
    public static RawJson ForMember(RawJson rendered)
    {
        ArgumentNullException.ThrowIfNull(rendered);
        var copy = JsonTree.Object(rendered);
        (copy["metadata"] as JsonObject)?.Remove("ownerReferences");
        return JsonTree.Raw(copy);
    }

    private static RawJson WithMinReady(RawJson rendered, int? seconds)
    {
        var deployment = JsonTree.Object(rendered);
        var spec = (JsonObject)deployment["spec"]!;
        var wanted = seconds is > 0 ? seconds : null;
        if (spec.Number("minReadySeconds") == wanted)
        {
            return rendered;
        }

        if (wanted is { } value)
        {
            spec["minReadySeconds"] = value;
        }
        else
        {
            spec.Remove("minReadySeconds");
        }

        return JsonTree.Raw(deployment);
    }

    private static RawJson? WithBudget(RevisionRecord record, ModelRollout rollout, DisruptionBudget? budget)
    {
        if (budget is null || record.DisruptionBudget is not { } rendered)
        {
            return budget is null ? null : JsonTree.Raw(Budget(RolloutIdentity.Of(rollout), record, budget));
        }

        var wanted = JsonTree.Of(budget.MaxUnavailable) ?? 1;
        var copy = JsonTree.Object(rendered);
        var spec = (JsonObject)copy["spec"]!;
        if (JsonNode.DeepEquals(spec["maxUnavailable"], wanted))
        {
            return rendered;
        }

        spec["maxUnavailable"] = wanted;
        return JsonTree.Raw(copy);
    }

    private static JsonObject Deployment(RolloutIdentity rollout, RevisionRecord record, int? minReadySeconds, JsonObject template) => JsonTree.Of(
        ("apiVersion", "apps/v1"),
        ("kind", "Deployment"),
        ("metadata", ObjectMetadata.Of(rollout, record.Revision, record.Inputs)),
        ("spec", JsonTree.Of(
            ("minReadySeconds", minReadySeconds is > 0 ? JsonTree.Of(minReadySeconds) : null),
            ("revisionHistoryLimit", 0),
            ("selector", JsonTree.Of(("matchLabels", ObjectMetadata.Selector(rollout, record.Revision)))),
            ("strategy", JsonTree.Of(("type", "RollingUpdate"), ("rollingUpdate", JsonTree.Of(("maxSurge", "25%"), ("maxUnavailable", 0))))),
            ("template", template))));

    private static JsonObject Service(RolloutIdentity rollout, RevisionRecord record) => JsonTree.Of(
        ("apiVersion", "v1"),
        ("kind", "Service"),
        ("metadata", ObjectMetadata.Of(rollout, record.Revision, record.Inputs)),
        ("spec", JsonTree.Of(
            ("ports", ServicePorts.Render(record.Inputs.Ports)),
            ("selector", ObjectMetadata.Selector(rollout, record.Revision)))));

    private static JsonObject Budget(RolloutIdentity rollout, RevisionRecord record, DisruptionBudget budget) => JsonTree.Of(
        ("apiVersion", "policy/v1"),
        ("kind", "PodDisruptionBudget"),
        ("metadata", ObjectMetadata.Of(rollout, record.Revision, record.Inputs)),
        ("spec", JsonTree.Of(
            ("maxUnavailable", JsonTree.Of(budget.MaxUnavailable) ?? 1),
            ("selector", JsonTree.Of(("matchLabels", ObjectMetadata.Selector(rollout, record.Revision)))))));
}
