using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>What earlier rollouts proved, and which of it is safe to go back to.</summary>
internal static class History
{
    private const int Limit = 10;

    /// <summary>Proven revisions, the newest first, each once; a bake that finished Healthy is the proof.</summary>
    public static IEnumerable<HistoryEntry> Proven(this ModelRolloutStatus status)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in status.History ?? [])
        {
            if (entry is { Outcome: RolloutOutcome.Promoted, Revision: { } revision } && seen.Add(revision))
            {
                yield return entry;
            }
        }
    }

    /// <summary>The newest proven revision that is safe, on record, and not the one named.</summary>
    public static HistoryEntry? SafeReturn(Turn turn, string? other) => turn.Status.Proven().FirstOrDefault(entry =>
        !Text.Same(entry.Revision, other)
        && turn.Record(entry.Revision) is not null
        && !IsUnsafe(turn, entry.Version, entry.Digest));

    /// <summary>Whether a version was withdrawn, or a deny rule names it.</summary>
    public static bool IsUnsafe(Turn turn, string? version, string? digest) => WhyUnsafe(turn, version, digest) is not null;

    /// <summary>What is against a version, in words; null when nothing is.</summary>
    public static string? WhyUnsafe(Turn turn, string? version, string? digest) =>
        IsQuarantined(turn, version) ? $"{version} is quarantined" : PolicyAdvisor.FindDenial(turn, version, digest);

    public static bool IsQuarantined(Turn turn, string? version) => Find(turn, version) is { Lifecycle: Lifecycle.Quarantined };

    public static VersionObservation? Find(Turn turn, string? version)
    {
        foreach (var observed in turn.Snapshot.Versions)
        {
            if (Text.Same(observed.Version, version))
            {
                return observed;
            }
        }

        return Text.Same(turn.Snapshot.TargetVersion?.Version, version) ? turn.Snapshot.TargetVersion : null;
    }

    public static ModelRolloutStatus WithEntry(this ModelRolloutStatus status, HistoryEntry entry) =>
        status with { History = [entry, .. (status.History ?? []).Take(Limit - 1)] };
}
