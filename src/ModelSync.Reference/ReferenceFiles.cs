using ModelSync.Reference.Pages;
using ModelSync.Reference.Reasons;

namespace ModelSync.Reference;

/// <summary>The pages of docs/reference that tell of the two programs.</summary>
internal static class ReferenceFiles
{
    /// <summary>The text of each file by its path from the repository's folder.</summary>
    /// <exception cref="InvalidOperationException">A reason has no place, no meaning or no remedy.</exception>
    public static IReadOnlyDictionary<string, string> All() => ReasonBook.Gaps().ToArray() is { Length: > 0 } gaps ? throw new InvalidOperationException(string.Join('\n', gaps)) : Pages();

    private static SortedDictionary<string, string> Pages() => new(StringComparer.Ordinal)
    {
        ["docs/reference/cli.md"] = CliPage.Write(),
        ["docs/reference/conditions.md"] = ConditionsPage.Write(),
        ["docs/reference/events.md"] = EventsPage.Write(),
        ["docs/reference/flags.md"] = FlagsPage.Write(),
    };
}
