using System.Globalization;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>A rollout on one page: where it is, its revisions and pods as a tree, its gates.</summary>
internal static class StatusPage
{
    private const int Indent = 9;
    private const int Widest = 160;

    /// <summary>The page for a terminal of a width, or for none.</summary>
    public static IReadOnlyList<Line> Render(RolloutView view, int? width, bool isWide)
    {
        var columns = Math.Min(width ?? Widest, Widest);
        IEnumerable<Line> page = [.. Head(view, columns), Line.Empty, .. RevisionTree.Lines(view, columns, isWide)];
        if (view.PodsProblem is { } problem)
        {
            page = page.Append(Line.Of(problem, Tone.Warn));
        }

        page = page.Concat(Section(ClusterTable.Lines(view.Rollout)));
        return [.. page, .. Section(GateTable.Lines(view.Rollout, columns))];
    }

    private static List<Line> Section(IEnumerable<Line> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? all : [Line.Empty, .. all];
    }

    private static IEnumerable<Line> Head(RolloutView view, int columns)
    {
        var (rollout, spec) = (view.Rollout, view.Rollout.Spec);
        yield return Label("Rollout").Add($"{rollout.Metadata.Namespace}/{rollout.Metadata.Name}", Tone.Strong)
            .Add($", {spec?.Strategy?.Type ?? StrategyType.Canary} over {spec?.Traffic?.Type ?? TrafficType.Service}");
        yield return Label("Model").Add($"{spec?.Model} ").Add(Versions(rollout));
        yield return Label("Phase").Add(rollout.Metadata.DeletionTimestamp is null ? Phases.Show(rollout.Phase) : Line.Of("✖ being deleted", Tone.Bad)).Add(Step(view));
        foreach (var line in Texts(view).SelectMany(text => Wrapped(text.Label, text.Text, text.Tone, columns)))
        {
            yield return line;
        }

        foreach (var (next, index) in NextSteps.Of(view).Select((next, index) => (next, index)))
        {
            yield return Label(index == 0 ? "Next" : "or").Add(next, Tone.Strong);
        }
    }

    private static Line Versions(ModelRollout rollout)
    {
        var declared = rollout.Spec?.Version;
        var line = Line.Of(declared, Tone.Strong);
        return rollout.Status?.Stable?.Version is not { } stable ? line.Add(" (nothing was promoted yet)", Tone.Dim)
            : string.Equals(stable, declared, StringComparison.Ordinal) ? line
            : line.Add($" (stable is {stable})", Tone.Dim);
    }

    private static Line Step(RolloutView view)
    {
        if (view.Rollout.Status is not { Candidate.Stage: CandidateStage.Progressing, Step: { Index: { } index, Count: { } count } step } status || count == 0)
        {
            return Line.Empty;
        }

        var place = string.Create(CultureInfo.InvariantCulture, $", step {Math.Min(index + 1, count)} of {count}");
        var since = ShortTime.Since(status.Pause?.Since ?? step.StartedAt, view.Now);
        var until = status.Pause switch
        {
            { Until: { } end } => $", {ShortTime.Of(end.ToDateTimeOffset() - view.Now)} left",
            _ => "",
        };
        return Line.Of($"{place}{(step.Name is null ? "" : $": {step.Name}")}{(since.Length > 0 ? $" for {since}" : "")}{until}");
    }

    private static IEnumerable<(string Label, string Text, Tone Tone)> Texts(RolloutView view)
    {
        var rollout = view.Rollout;
        yield return ("", rollout.Message, Phases.ToneOf(rollout.Phase) is Tone.Bad ? Tone.Bad : Tone.Plain);
        if (rollout.Status is { Failed: { Message: { Length: > 0 } why } failed } && !rollout.Message.Contains(why, StringComparison.Ordinal))
        {
            yield return ("Failed", $"{failed.Version} ({failed.Revision}), {failed.Reason}: {why}", Tone.Bad);
        }

        if (rollout.Status?.Clusters is [{ Message: { Length: > 0 } message } part] && !rollout.Message.Contains(message.TrimEnd('.'), StringComparison.Ordinal))
        {
            yield return ("Now", $"{part.Reason}: {message}", Tone.Plain);
        }

        if (rollout.Condition(ConditionTypes.PlanPending) is { Status: "True", Message: { } plan })
        {
            yield return ("Note", plan, Tone.Warn);
        }
    }

    private static IEnumerable<Line> Wrapped(string label, string text, Tone tone, int columns) =>
        WrappedText.Lines(text, columns - Indent).Select((part, index) => Label(index == 0 ? label : "").Add(part, tone));

    private static Line Label(string text) => Line.Of(text, Tone.Dim).PadTo(Indent);
}
