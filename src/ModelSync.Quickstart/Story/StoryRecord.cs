using System.Collections.Immutable;
using ModelSync.Api.Rollouts;

namespace ModelSync.Quickstart.Story;

/// <summary>What was seen of a rollout from its beginning on.</summary>
internal sealed record StoryRecord
{
    public static StoryRecord Empty { get; } = new();

    /// <summary>The shares that a version had as a candidate, in percent and in their order.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<int>> Weights { get; private init; } = ImmutableSortedDictionary.Create<string, ImmutableList<int>>(StringComparer.Ordinal);

    /// <summary>The last state.</summary>
    public ModelRollout? Last { get; private init; }

    /// <summary>The record with one more state.</summary>
    public StoryRecord With(ModelRollout rollout)
    {
        var record = this with { Last = rollout };
        if (rollout.Status?.Candidate?.Version is not { } version || InForce(rollout, version) is not { } weight)
        {
            return record;
        }

        var seen = Weights.GetValueOrDefault(version, []);
        return seen.Count > 0 && seen[^1] == weight ? record : record with { Weights = Weights.SetItem(version, seen.Add(weight)) };
    }

    /// <summary>How the rollout of a version ended; null while it has not.</summary>
    public HistoryEntry? OutcomeOf(string version) =>
        Last?.Status?.History?.FirstOrDefault(entry => string.Equals(entry.Version, version, StringComparison.Ordinal));

    /// <summary>The share that a version has in force, in percent.</summary>
    public static int? InForce(ModelRollout rollout, string version) =>
        rollout.Status?.Weights?.FirstOrDefault(weight => string.Equals(weight.Version, version, StringComparison.Ordinal))?.Observed;
}
