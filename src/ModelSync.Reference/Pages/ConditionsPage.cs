using ModelSync.Api.Generator.Reference;
using ModelSync.Reference.Reasons;

namespace ModelSync.Reference.Pages;

/// <summary>Writes what the conditions and phases of each kind say, and what to do about them.</summary>
internal static class ConditionsPage
{
    /// <summary>The page.</summary>
    public static string Write() => Markdown.Page(
    [
        "# Conditions, reasons and phases",
        "",
        Markdown.Notice,
        "",
        "What `status` says of each kind. `kubectl describe` shows the conditions; the message of each has the object, the observed value and the remedy, and this",
        "page says what the reasons mean. Ask programs to look at conditions: a phase is a summary for people, and nothing decides on it.",
        "",
        "Tools that know [kstatus](https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md), such as Argo CD and Flux, read Reconciling as",
        "InProgress and Stalled as Failed. `kubectl wait --for=condition=Ready` waits for what was declared.",
        "",
        string.Join(" · ", ReasonBook.All.Select(static chapter => $"[{chapter.Title}]({Markdown.Anchor(chapter.Title)})")),
        "",
        .. ReasonBook.All.SelectMany(Chapter),
    ]);

    /// <summary>What to do, as a cell.</summary>
    public static string Remedy(ReasonText text) => text.Remedy is { } remedy ? Markdown.Text(remedy) : "–";

    private static IEnumerable<string> Chapter(ReasonChapter chapter) =>
    [
        $"## {chapter.Title}",
        "",
        chapter.Words,
        "",
        .. chapter.Types is { } types ? Types(types) : [],
        .. chapter.Phases is { } phases ? Phases(chapter, phases) : [],
        .. chapter.Groups.SelectMany(group => Group(chapter, group)),
    ];

    private static IEnumerable<string> Types(Type types) =>
    [
        .. Markdown.Head("Condition", "Means"),
        .. ReasonSource.Of(types).Select(static text => Markdown.Row(Markdown.CellCode(text.Value), Markdown.Text(text.Means))),
        "",
    ];

    private static IEnumerable<string> Phases(ReasonChapter chapter, Type phases) =>
    [
        .. Markdown.Head("Phase", "Means", "kstatus"),
        .. ReasonSource.Of(phases).Select(text => Markdown.Row(Markdown.CellCode(text.Value), Markdown.Text(text.Means), chapter.Kstatus[text.Value])),
        "",
    ];

    private static IEnumerable<string> Group(ReasonChapter chapter, ReasonGroup group) =>
    [
        .. group.Title.Length > 0 ? [$"### {chapter.Title}: {char.ToLowerInvariant(group.Title[0])}{group.Title[1..]}", ""] : Array.Empty<string>(),
        .. group.Words.Length > 0 ? [group.Words, ""] : Array.Empty<string>(),
        .. Markdown.Head("Reason", "Stands in", "Means", "Do"),
        .. group.Uses.Select(use => Row(use, chapter.Find(use.Reason)!)),
        "",
    ];

    private static string Row(ReasonUse use, ReasonText text) => Markdown.Row(
        Markdown.CellCode(use.Reason),
        string.Join("<br>", use.Places.Select(static place => place.Replace(' ', '='))),
        Markdown.Text(text.Means),
        Remedy(text));
}
