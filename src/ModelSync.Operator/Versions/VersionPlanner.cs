using ModelSync.Api.Versions;
using ModelSync.Operator.Statuses;

namespace ModelSync.Operator.Versions;

/// <summary>Decides what the status of a version says: a pure function of a snapshot, so that any replica comes to the same.</summary>
/// <remarks>
/// <code>
///  spec ─► valid? ─► components pinned, all or none, once ─► policies ─► lifecycle and uses ─► conditions, phase
///            │                    │ failed: again, at times known from the condition
///            └── InvalidSpec      └── pinned: never resolved again; another spec is SpecMutated
/// </code>
/// </remarks>
internal static class VersionPlanner
{
    private const int MostUses = 50;

    /// <summary>The status and the Events; the very status of before where nothing changed, so that nothing is written.</summary>
    public static VersionPlan Decide(VersionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var version = snapshot.Version;
        var view = View(snapshot);
        var status = new ModelVersionStatus
        {
            ObservedGeneration = version.Metadata.Generation,
            Phase = VersionVerdict.Of(view).Phase,
            PackageDigest = view.Pins.PackageDigest,
            SpecDigest = view.Pins.SpecDigest,
            Components = view.Pins.Components,
            ServedBy = snapshot.Uses.Count == 0 ? null : [.. snapshot.Uses.Take(MostUses)],
            ServedByCount = snapshot.Uses.Count == 0 && version.Status?.ServedByCount is null ? null : RolloutsOf(snapshot.Uses),
            Policy = view.Opinion?.Reports is { Count: > 0 } reports ? reports : null,
            Conditions = ConditionList.Of(version.Status?.Conditions, version.Metadata.Generation, Findings(view), snapshot.Now),
        };
        return version.Status is { } before && VersionStatusComparer.AreEqual(before, status)
            ? new VersionPlan(before, [])
            : new VersionPlan(status, VersionEvents.Between(version.Status, status));
    }

    private static VersionView View(VersionSnapshot snapshot)
    {
        var pins = VersionPins.Of(snapshot);
        var isInUse = snapshot.Uses.Count > 0;
        return new VersionView
        {
            Snapshot = snapshot,
            Pins = pins,
            Opinion = pins.Components is null ? null : PolicyOpinion.Of(snapshot, pins),
            Lifecycle = VersionState.LifecycleOf(snapshot.Version, isInUse),
            IsInUse = isInUse,
            LifecycleErrors = VersionState.LifecycleErrors(snapshot.Version),
        };
    }

    private static IEnumerable<Finding> Findings(VersionView view)
    {
        var verdict = VersionVerdict.Of(view);
        yield return verdict.Ready;
        if (verdict.Progress is { } progress)
        {
            yield return progress;
        }

        yield return Resolved(view);
        yield return Verified(view);
        yield return Accepted(view);
        if (view.Pins.Components is not null)
        {
            yield return view.Pins.IsMutated && VersionState.Find(view.Snapshot.Version.Status, VersionConditions.UpstreamMutated) is { } known
                ? new Finding(known.Type, known.Status, known.Reason ?? VersionReasons.Unchanged, known.Message ?? string.Empty)
                : Upstream.Of(view.Snapshot, view.Pins);
        }

        yield return view.IsInUse
            ? Finding.True(VersionConditions.InUse, VersionReasons.Serving, $"{view.UsesInWords}.")
            : Finding.False(VersionConditions.InUse, VersionReasons.NotUsed, "No rollout serves the version.");
    }

    private static Finding Resolved(VersionView view)
    {
        if (view.Pins.Components is { } components)
        {
            var message = $"{Count(components.Count, "component")} pinned; the package is {view.Pins.PackageDigest}.";
            return Finding.True(VersionConditions.Resolved, VersionReasons.Pinned, message);
        }

        if (view.Pins.Failure is { } failure)
        {
            return Finding.False(VersionConditions.Resolved, failure.Reason, Texts.Sentence(failure.Message));
        }

        if (view.Lifecycle is Lifecycle.Retired or Lifecycle.Quarantined)
        {
            return Finding.Unknown(VersionConditions.Resolved, view.Lifecycle.ToString(), "A version that is out of use is not resolved.");
        }

        return view.InvalidReason is { } invalid
            ? Finding.Unknown(VersionConditions.Resolved, invalid, "Nothing is resolved while the spec breaks a rule.")
            : Finding.Unknown(VersionConditions.Resolved, VersionReasons.Resolving, "The components are being resolved.");
    }

    private static Finding Verified(VersionView view)
    {
        if (view.Pins.IsMutated)
        {
            return Finding.False(VersionConditions.Verified, VersionReasons.SpecMutated, VersionVerdict.Mutated);
        }

        if (view.Pins.Components is { } components)
        {
            var strengths = components.GroupBy(component => component.Strength).OrderByDescending(group => group.Key)
                .Select(group => $"{group.Key}: {string.Join(", ", group.Select(component => component.Name))}");
            var message = $"The pins are what the spec says. What digests are worth: {string.Join("; ", strengths)}.";
            return Finding.True(VersionConditions.Verified, VersionReasons.DigestsMatch, message);
        }

        return view.Pins.Failure is { Reason: VersionReasons.DigestMismatch } mismatch
            ? Finding.False(VersionConditions.Verified, mismatch.Reason, Texts.Sentence(mismatch.Message))
            : Finding.Unknown(VersionConditions.Verified, VersionReasons.Pending, "Nothing is pinned yet.");
    }

    private static Finding Accepted(VersionView view)
    {
        if (view.InvalidReason is { } reason)
        {
            return Finding.False(VersionConditions.Accepted, reason, view.InvalidMessage);
        }

        return view.Opinion?.Accepted
            ?? Finding.Unknown(VersionConditions.Accepted, VersionReasons.Pending, "Policies are asked once every component is pinned.");
    }

    private static int RolloutsOf(IReadOnlyList<VersionUse> uses) => uses.DistinctBy(use => (use.Namespace, use.Rollout)).Count();

    private static string Count(int count, string what) => count == 1 ? $"One {what} is" : $"{count} {what}s are";
}
