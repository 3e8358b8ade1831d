using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Policies;
using ModelSync.Registries;

namespace ModelSync.Reference.Reasons;

/// <summary>The reasons of all kinds.</summary>
internal static class ReasonBook
{
    /// <summary>Constants that are in no status and no Event: of a rule that holds, of a request that was not made, of a trial whose end has an Event of another name, and of a later build.</summary>
    public static IReadOnlyList<string> NeverSaid { get; } =
    [
        nameof(PolicyReason.PolicySatisfied), nameof(RegistryProblem.RegistryBusy), nameof(RolloutOutcome.Promoted), ConditionReasons.IdentityMismatch,
    ];

    /// <summary>The chapters in the order in which a newcomer meets the kinds.</summary>
    public static IReadOnlyList<ReasonChapter> All { get; } = [VersionChapter.Write(), RolloutChapter.Write(), .. OtherChapters.All()];

    /// <summary>What is wrong with the book, and what to do about it; nothing where every constant has a place, and every place a constant with a meaning.</summary>
    public static IEnumerable<string> Gaps() =>
    [
        .. All.SelectMany(static chapter => chapter.Uses.SelectMany(use => Judge(chapter.Title, use.Reason, use.IsTrouble, chapter.Sources))),
        .. EventBook.Rollouts.SelectMany(static told => Judge("Events", told.Reason, told.IsWarning, EventBook.Sources)),
        .. All.SelectMany(static chapter => Twice(chapter.Title, chapter.Uses.Select(static use => use.Reason))),
        .. Twice("Events", EventBook.Rollouts.Select(static told => told.Reason)),
        .. Lost(),
    ];

    private static IEnumerable<string> Judge(string where, string reason, bool isTrouble, IReadOnlyList<Type> sources) => ReasonSource.Find(sources, reason) switch
    {
        null => [$"{where}: {reason} is a constant of none of {string.Join(", ", sources.Select(static source => source.Name))}"],
        { Remedy: null } when isTrouble => [$"{where}: {reason} stands for trouble, and its constant has no remarks: say there what to do"],
        _ => [],
    };

    private static IEnumerable<string> Twice(string where, IEnumerable<string> reasons) =>
        reasons.GroupBy(static reason => reason, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(group => $"{where} has {group.Key} twice: give it all of its places at once");

    private static IEnumerable<string> Lost()
    {
        var said = All.SelectMany(static chapter => chapter.Uses).Select(static use => use.Reason)
            .Concat(EventBook.Rollouts.Select(static told => told.Reason))
            .Concat(NeverSaid)
            .ToHashSet(StringComparer.Ordinal);
        return from source in All.SelectMany(static chapter => chapter.Sources).Concat(EventBook.Sources).Append(typeof(PolicyReason)).Distinct()
               from text in ReasonSource.Of(source)
               where !said.Contains(text.Value)
               select $"{source.Name}.{text.Value} is in no chapter: say where it stands";
    }
}
