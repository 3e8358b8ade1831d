using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;

namespace ModelSync.Operator.Versions;

/// <summary>Tells which rollouts serve a version, from what their statuses say.</summary>
/// <remarks>
/// A rollout names versions of its own namespace, so only those are asked: what another tenant does with the same package neither shows in a status here
/// nor keeps anything from being retired. Where both digests are known they must be the same: a version that was created anew is not the one that serves.
/// </remarks>
internal static class VersionUses
{
    private const string Local = "local";

    /// <summary>Finds rollouts by the versions that they serve, as <see cref="KeyOf(ModelVersion)"/> names them.</summary>
    public static CacheIndex<ModelRollout> Index { get; } = new("versions in use", KeysOf);

    /// <summary>The name of a version for the index; null where its spec has none.</summary>
    public static string? KeyOf(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Spec is { Model: { } model, Version: { } number } ? Key(version.Metadata.Namespace, model, number) : null;
    }

    /// <summary>The names of all versions that a rollout serves, or would go back to.</summary>
    public static IEnumerable<string> KeysOf(ModelRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return Roles(rollout)
            .Where(role => role.Version is not null && rollout.Spec?.Model is not null)
            .Select(role => Key(rollout.Metadata.Namespace, rollout.Spec!.Model!, role.Version!))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The objects that those versions are.</summary>
    public static IEnumerable<string> NamesOf(ModelRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return Roles(rollout)
            .Where(role => rollout.Spec?.Model is not null)
            .Select(role => SemanticVersion.TryParse(role.Version, out var version, out _) ? version.ToObjectName(rollout.Spec!.Model!) : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Whether two states of a rollout may serve different versions, or the same ones in different roles.</summary>
    public static bool Differ(ModelRollout before, ModelRollout after) =>
        !string.Equals(before.Spec?.Model, after.Spec?.Model, StringComparison.Ordinal) || !Roles(before).SequenceEqual(Roles(after));

    /// <summary>The uses of a version, sorted, each once.</summary>
    public static IReadOnlyList<VersionUse> Of(ModelVersion version, IEnumerable<ModelRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(version);
        return
        [
            .. rollouts
                .Where(rollout => string.Equals(rollout.Metadata.Namespace, version.Metadata.Namespace, StringComparison.Ordinal)
                    && string.Equals(rollout.Spec?.Model, version.Spec?.Model, StringComparison.Ordinal))
                .SelectMany(rollout => Roles(rollout).Where(role => IsOf(role, version)).Select(role => new VersionUse
                {
                    Cluster = role.Cluster,
                    Namespace = rollout.Metadata.Namespace,
                    Rollout = rollout.Metadata.Name,
                    Role = role.Role,
                }))
                .Distinct()
                .OrderBy(use => use.Namespace, StringComparer.Ordinal)
                .ThenBy(use => use.Rollout, StringComparer.Ordinal)
                .ThenBy(use => use.Cluster, StringComparer.Ordinal)
                .ThenBy(use => use.Role),
        ];
    }

    private static bool IsOf(Part role, ModelVersion version) =>
        string.Equals(role.Version, version.Spec?.Version, StringComparison.Ordinal)
        && (role.Digest is null || version.Status?.PackageDigest is null || string.Equals(role.Digest, version.Status.PackageDigest, StringComparison.Ordinal));

    private static IEnumerable<Part> Roles(ModelRollout rollout)
    {
        if (rollout.Status is not { } status)
        {
            yield break;
        }

        foreach (var cluster in status.Clusters is { Count: > 0 } clusters ? clusters : [new ClusterRolloutStatus { Name = Local }])
        {
            var stable = cluster.Serving is { } serving ? Find(status, serving) : status.Stable;
            if (stable is not null)
            {
                yield return new Part(cluster.Name ?? Local, StableRole(status), stable.Version, stable.Digest);
            }

            if (status.Candidate is { } candidate)
            {
                yield return new Part(cluster.Name ?? Local, VersionRole.Candidate, candidate.Version, candidate.Digest);
            }

            if (status.Override?.Revision is { } revision && Find(status, revision) is { } chosen
                && !string.Equals(revision, stable?.Revision, StringComparison.Ordinal)
                && !string.Equals(revision, status.Candidate?.Revision, StringComparison.Ordinal))
            {
                yield return new Part(cluster.Name ?? Local, VersionRole.ReturnTarget, chosen.Version, chosen.Digest);
            }
        }
    }

    // While the candidate has all traffic, the pointer of stable says what would be returned to.
    private static VersionRole StableRole(ModelRolloutStatus status) =>
        status.Candidate is { Stage: CandidateStage.Baking } ? VersionRole.ReturnTarget : VersionRole.Stable;

    private static RevisionStatus? Find(ModelRolloutStatus status, string revision)
    {
        if (string.Equals(status.Stable?.Revision, revision, StringComparison.Ordinal))
        {
            return status.Stable;
        }

        return string.Equals(status.Candidate?.Revision, revision, StringComparison.Ordinal)
            ? new RevisionStatus { Version = status.Candidate!.Version, Digest = status.Candidate.Digest, Revision = revision }
            : status.History?.Where(entry => string.Equals(entry.Revision, revision, StringComparison.Ordinal))
                .Select(entry => new RevisionStatus { Version = entry.Version, Digest = entry.Digest, Revision = revision })
                .FirstOrDefault();
    }

    private static string Key(string? ns, string model, string version) => $"{ns}/{model}/{version}";

    private readonly record struct Part(string Cluster, VersionRole Role, string? Version, string? Digest);
}
