using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Simulation.World;

/// <summary>The hub's API server: the rollout, the versions, the records and the policies. Writes carry the resourceVersion that was read.</summary>
internal sealed class Hub(ModelRollout rollout, IReadOnlyList<VersionObservation> versions)
{
    /// <summary>The finalizer of the operator.</summary>
    public const string Finalizer = "modelsync.io/cleanup";

    private long _resourceVersion = 1;

    /// <summary>The rollout; null once it is gone.</summary>
    public Store<ModelRollout?> Rollout { get; } = new(rollout);

    /// <summary>The ModelVersions.</summary>
    public Store<IReadOnlyList<VersionObservation>> Versions { get; } = new(versions);

    /// <summary>The ControllerRevisions.</summary>
    public Store<IReadOnlyList<RevisionRecord>> Records { get; } = new([]);

    /// <summary>The policies.</summary>
    public Store<PolicyView> Policies { get; } = new(PolicyView.None);

    /// <summary>Writes a status; false when the rollout changed since it was read.</summary>
    public bool TryWriteStatus(string? readVersion, ModelRolloutStatus status)
    {
        if (Rollout.Value is not { } current || !string.Equals(current.Metadata.ResourceVersion, readVersion, StringComparison.Ordinal))
        {
            return false;
        }

        Put(current with { Status = status }, specChanged: false);
        return true;
    }

    /// <summary>Changes the spec, as a user does.</summary>
    public void EditSpec(Func<ModelRolloutSpec, ModelRolloutSpec> edit)
    {
        if (Rollout.Value is { Spec: { } spec } current && edit(spec) is var next && next != spec)
        {
            Put(current with { Spec = next }, specChanged: true);
        }
    }

    /// <summary>Sets an annotation, as a user does.</summary>
    public void Annotate(string key, string value)
    {
        if (Rollout.Value is { } current)
        {
            var metadata = current.Metadata with { Annotations = (current.Metadata.Annotations ?? []).With(key, value) };
            Put(current with { Metadata = metadata }, specChanged: false);
        }
    }

    /// <summary>Asks the rollout to go; without finalizers it goes at once.</summary>
    public void Delete(DateTimeOffset at)
    {
        if (Rollout.Value is { Metadata.DeletionTimestamp: null } current)
        {
            var metadata = current.Metadata with { DeletionTimestamp = new KubeTime(at) };
            Put(metadata.Finalizers is { Count: > 0 } ? current with { Metadata = metadata } : null, specChanged: true);
        }
    }

    /// <summary>Adds the finalizer or takes it off; a rollout on its way out goes with its last one.</summary>
    public void SetFinalizer(bool isWanted)
    {
        if (Rollout.Value is not { } current || (current.Metadata.Finalizers?.Contains(Finalizer) ?? false) == isWanted)
        {
            return;
        }

        var isGone = !isWanted && current.Metadata.DeletionTimestamp is not null;
        Put(isGone ? null : current with { Metadata = current.Metadata with { Finalizers = isWanted ? [Finalizer] : [] } }, specChanged: false);
    }

    /// <summary>Writes a record; a new one, or the same revision with another plan.</summary>
    public void PutRecord(RevisionRecord record) =>
        Records.Set([.. Records.Value.Where(other => !string.Equals(other.Revision, record.Revision, StringComparison.Ordinal)), record]);

    /// <summary>Deletes a record.</summary>
    public void RemoveRecord(string revision) =>
        Records.Set([.. Records.Value.Where(record => !string.Equals(record.Revision, revision, StringComparison.Ordinal))]);

    /// <summary>The record of a revision.</summary>
    public RevisionRecord? FindRecord(string? revision)
    {
        foreach (var record in Records.Value)
        {
            if (string.Equals(record.Revision, revision, StringComparison.Ordinal))
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>Changes a ModelVersion.</summary>
    public void EditVersion(string version, Func<VersionObservation, VersionObservation> edit) =>
        Versions.Set([.. Versions.Value.Select(each => string.Equals(each.Version, version, StringComparison.Ordinal) ? edit(each) : each)]);

    private void Put(ModelRollout? next, bool specChanged)
    {
        _resourceVersion++;
        Rollout.Set(next is null ? null : next with
        {
            Metadata = next.Metadata with
            {
                ResourceVersion = _resourceVersion.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Generation = (next.Metadata.Generation ?? 0) + (specChanged ? 1 : 0),
            },
        });
    }
}
