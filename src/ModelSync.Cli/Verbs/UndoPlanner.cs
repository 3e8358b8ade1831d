using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts.Planning;

namespace ModelSync.Cli.Verbs;

/// <summary>Finds what to go back to: by a change of the spec, or with the operator's own verb, which leaves the spec to whoever writes it.</summary>
internal static class UndoPlanner
{
    /// <summary>The plan for a rollout; <paramref name="versions"/> are the ModelVersions of its model.</summary>
    public static VerbPlan Plan(ModelRollout rollout, VerbOrder order, IReadOnlyList<ModelVersion> versions)
    {
        if (rollout.Metadata.DeletionTimestamp is not null)
        {
            return new VerbPlan.Refused($"{rollout.Metadata.Name} is being deleted");
        }

        return rollout.Status?.Stable is null
            ? new VerbPlan.Refused("nothing was promoted yet, so there is nothing to go back to")
            : order.KeepsSpec ? ByVerb(rollout, order) : BySpec(rollout, order, versions);
    }

    private static VerbPlan ByVerb(ModelRollout rollout, VerbOrder order)
    {
        var (status, stable) = (rollout.Status!, rollout.Status!.Stable!);
        if (status.Candidate is { } candidate)
        {
            return new VerbPlan.Refused($"{VerbPlanner.Name(candidate.Version, candidate.Revision)} is on trial: {VerbPlanner.Copy("abort", rollout, order)} first");
        }

        var earlier = status.Proven().Where(entry => !Same(entry.Revision, stable.Revision)).ToList();
        var entry = order.To is null ? earlier.FirstOrDefault() : earlier.FirstOrDefault(entry => Same(entry.Version, order.To) || Same(entry.Revision, order.To));
        if (entry is null)
        {
            return new VerbPlan.Refused(order.To is null || earlier.Count == 0
                ? $"history knows no revision that was promoted before {VerbPlanner.Name(stable.Version, stable.Revision)}"
                : $"{order.To} is no revision that was promoted here before: choose one of {string.Join(", ", earlier.Select(one => VerbPlanner.Name(one.Version, one.Revision)))}");
        }

        return new VerbPlan.Annotate(
            VerbParser.ActionAnnotation,
            $"undo;revision={stable.Revision};id={order.Id};to={entry.Revision}",
            $"goes back to {VerbPlanner.Name(entry.Version, entry.Revision)}, and the spec still names {rollout.Spec?.Version}")
        {
            Goal = entry.Revision,
            Note = Same(entry.Version, rollout.Spec?.Version) ? null : "The rollout is not Ready (Overridden) until the spec names another target.",
        };
    }

    private static VerbPlan BySpec(ModelRollout rollout, VerbOrder order, IReadOnlyList<ModelVersion> versions)
    {
        var (target, refusal) = order.To is { } to ? (to, FindBad(rollout, to, versions)) : Previous(rollout, order);
        if ((refusal ?? FindBad(rollout, target!, versions)) is { } reason)
        {
            return new VerbPlan.Refused(reason);
        }

        var before = rollout.Spec?.Version;
        return new VerbPlan.Change("version", $"\"{target}\"", $"spec.version is {target} now, and was {before}");
    }

    private static (string? Target, string? Refusal) Previous(ModelRollout rollout, VerbOrder order)
    {
        var (status, stable) = (rollout.Status!, rollout.Status!.Stable!);
        if (status.Candidate is { Stage: not CandidateStage.Returning } candidate)
        {
            var name = VerbPlanner.Name(candidate.Version, candidate.Revision);
            return (null, $"{name} is on trial and {stable.Version} is stable: {VerbPlanner.Copy("abort", rollout, order)} sends it back,"
                + $" {VerbPlanner.Copy("undo", rollout, order)[..^1]} --to {stable.Version}` does so by the spec");
        }

        if (!Same(rollout.Spec?.Version, stable.Version))
        {
            return (stable.Version, null);
        }

        var earlier = status.Proven().FirstOrDefault(entry => !Same(entry.Revision, stable.Revision));
        return earlier is null ? (null, $"history knows no version that was promoted before {stable.Version}: name one with --to VERSION; `kubectl modelsync versions{order.Flags}` lists them")
            : Same(earlier.Version, stable.Version)
                ? (null, $"the revision before, {earlier.Revision}, has the same version {stable.Version} and another template: put the old template back, or go to that revision with --keep-spec")
                : (earlier.Version, null);
    }

    private static string? FindBad(ModelRollout rollout, string target, IReadOnlyList<ModelVersion> versions)
    {
        if (Same(rollout.Spec?.Version, target))
        {
            return $"spec.version is {target} already";
        }

        var found = versions.FirstOrDefault(version => Same(version.Spec?.Version, target));
        if (found is null)
        {
            var known = versions.Select(version => version.Spec?.Version).OfType<string>().ToList();
            return $"there is no ModelVersion of {rollout.Spec?.Model} with version {target} in namespace {rollout.Metadata.Namespace}"
                + (known.Count == 0 ? "" : $": there {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}");
        }

        return found.Spec?.Lifecycle is Lifecycle.Retired or Lifecycle.Quarantined ? $"{target} is {found.Spec.Lifecycle} and is not started any more: name another one with --to VERSION" : null;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
