using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Status;

/// <summary>Puts together what a rollout's status, its Deployments and its pods say about each revision.</summary>
internal static class RevisionRows
{
    /// <summary>The revisions: the candidate, stable, then the others, the newest first.</summary>
    public static IReadOnlyList<RevisionRow> Of(RolloutView view)
    {
        var status = view.Rollout.Status ?? new ModelRolloutStatus();
        var deployments = view.Deployments.ToLookup(deployment => Label(deployment.Metadata, ObjectKeys.Revision), StringComparer.Ordinal);
        var pods = view.Pods.ToLookup(pod => Label(pod.Metadata, ObjectKeys.Revision), StringComparer.Ordinal);
        IEnumerable<string?> first = [status.Candidate?.Revision, status.Stable?.Revision, .. (status.Weights ?? []).Select(weight => weight.Revision)];
        var others = view.Deployments.OrderByDescending(deployment => deployment.Metadata.CreationTimestamp).Select(deployment => Label(deployment.Metadata, ObjectKeys.Revision));
        return [.. first.Concat(others).Concat(pods.Select(group => group.Key)).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(revision => Row(status, revision, deployments[revision].FirstOrDefault(), [.. pods[revision].OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)]))];
    }

    private static RevisionRow Row(ModelRolloutStatus status, string revision, Deployment? deployment, IReadOnlyList<Pod> pods)
    {
        var weight = (status.Weights ?? []).FirstOrDefault(weight => Same(weight.Revision, revision));
        return new RevisionRow
        {
            Revision = revision,
            Version = VersionOf(status, revision) ?? weight?.Version ?? Label(deployment?.Metadata ?? (pods.Count > 0 ? pods[0].Metadata : null), ObjectKeys.Version)?.Replace('_', '+'),
            Role = RoleOf(status, revision),
            Weight = weight,
            Wanted = deployment?.Spec?.Replicas ?? 0,
            Ready = deployment?.Status?.ReadyReplicas ?? 0,
            Since = deployment?.Metadata.CreationTimestamp,
            Pods = pods,
        };
    }

    private static string RoleOf(ModelRolloutStatus status, string revision) =>
        Same(status.Candidate?.Revision, revision) ? "candidate"
        : Same(status.Stable?.Revision, revision) ? "stable"
        : Same(status.Failed?.Revision, revision) ? "failed"
        : "old";

    private static string? VersionOf(ModelRolloutStatus status, string revision) =>
        Same(status.Candidate?.Revision, revision) ? status.Candidate!.Version
        : Same(status.Stable?.Revision, revision) ? status.Stable!.Version
        : Same(status.Failed?.Revision, revision) ? status.Failed!.Version
        : null;

    private static string? Label(ObjectMeta? metadata, string key) => metadata?.Labels?.TryGetValue(key, out var value) is true ? value : null;

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);
}
