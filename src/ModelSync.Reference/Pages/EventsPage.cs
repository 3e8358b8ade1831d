using ModelSync.Api.Generator.Reference;
using ModelSync.Kubernetes.Controllers.Entities;
using ModelSync.Reference.Reasons;

namespace ModelSync.Reference.Pages;

/// <summary>Writes which Events there are.</summary>
internal static class EventsPage
{
    /// <summary>The page.</summary>
    public static string Write() => Markdown.Page(
    [
        "# Events",
        "",
        Markdown.Notice,
        "",
        "What is told once, when it happens; `kubectl describe mro NAME` shows it. The component of the Events is `modelsync`. API servers forget Events, as a rule after an",
        "hour: what must last is in the [conditions](conditions.md), and for rollouts in `status.history`.",
        "",
        "## ModelRollout",
        "",
        "### The way of a trial",
        "",
        .. Rollouts(EventBook.OfTrials),
        "### Verbs",
        "",
        .. Rollouts(EventBook.OfVerbs),
        "### What stands in the way",
        "",
        "Told when it begins. Of a version that is not ready, the reason is the version's own, and the Event is Normal.",
        "",
        .. Rollouts(EventBook.OfObstacles),
        "## ModelVersion",
        "",
        "Told when a condition begins to say so, and where something is wrong again when its words change.",
        "",
        .. Markdown.Head("Reason", "Type", "When", "Do"),
        .. EventBook.OfVersions().Select(static told => Row(told.Event, VersionChapter.Write().Find(told.Use.Reason)!)),
        "",
        "## All kinds but ModelRollout",
        "",
        .. Markdown.Head("Reason", "Type", "When", "Do"),
        .. ReasonSource.Of(typeof(InvalidObjectReports)).Select(static text => Row(EventUse.Warning(text.Value), text)),
    ]);

    private static IEnumerable<string> Rollouts(IReadOnlyList<EventUse> events) =>
    [
        .. Markdown.Head("Reason", "Type", "When", "Do"),
        .. events.Select(static told => Row(told, ReasonSource.Find(EventBook.Sources, told.Reason)!)),
        "",
    ];

    private static string Row(EventUse told, ReasonText text) =>
        Markdown.Row(Markdown.CellCode(told.Reason), told.Type, Markdown.Text(text.Means), ConditionsPage.Remedy(text));
}
