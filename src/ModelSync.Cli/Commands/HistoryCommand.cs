using ModelSync.Api.Rollouts;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Output;
using ModelSync.Cli.Status;

namespace ModelSync.Cli.Commands;

/// <summary>Shows what became of the last rollouts.</summary>
internal static class HistoryCommand
{
    private const int ShortReason = 100;

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "history",
        Summary = "Shows the last ten versions of a rollout and how each ended",
        Operands = "NAME",
        Least = 1,
        Most = 1,
        Kind = OperandKind.Rollout,
        Options = [OutputOption.Full],
        Details = "The version that serves is marked with *. Those that are Promoted can be gone back to with undo.",
        Examples = [new("the history, the newest first", "history fraud"), new("with whole reasons and digests", "history fraud -o wide")],
        Run = RunAsync,
    };

    /// <summary>The table.</summary>
    internal static IEnumerable<Line> Table(ModelRollout rollout, DateTimeOffset now, bool isWide)
    {
        string[] header = ["", "VERSION", "REVISION", "OUTCOME", "ENDED", "TOOK", .. isWide ? ["DIGEST"] : Array.Empty<string>(), "REASON"];
        var seen = false;
        var rows = (rollout.Status?.History ?? []).Select(entry =>
        {
            var serves = !seen && entry.Outcome is RolloutOutcome.Promoted or RolloutOutcome.BakedInconclusive
                && string.Equals(entry.Revision, rollout.Status?.Stable?.Revision, StringComparison.Ordinal);
            seen |= serves;
            return Row(entry, now, serves, isWide);
        });
        return TextTable.Lines(header, [.. rows]);
    }

    private static IReadOnlyList<Line> Row(HistoryEntry entry, DateTimeOffset now, bool serves, bool isWide)
    {
        var took = entry is { StartedAt: { } start, FinishedAt: { } end } ? ShortTime.Of(end.ToDateTimeOffset() - start.ToDateTimeOffset()) : "";
        var reason = Line.Of(entry.Reason);
        Line[] digest = isWide ? [entry.Digest ?? ""] : [];
        return
        [
            Line.Of(serves ? "*" : "", Tone.Good),
            entry.Version ?? "",
            Line.Of(entry.Revision, Tone.Dim),
            Line.Of(entry.Outcome?.ToString(), ToneOf(entry.Outcome)),
            entry.FinishedAt is null ? "" : $"{ShortTime.Since(entry.FinishedAt, now)} ago",
            took,
            .. digest,
            isWide ? reason : reason.CutTo(ShortReason),
        ];
    }

    private static Tone ToneOf(RolloutOutcome? outcome) => outcome switch
    {
        RolloutOutcome.Promoted => Tone.Good,
        RolloutOutcome.RolledBack or RolloutOutcome.Quarantined or RolloutOutcome.Denied => Tone.Bad,
        RolloutOutcome.BakedInconclusive or RolloutOutcome.Aborted => Tone.Warn,
        _ => Tone.Dim,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var name = context.Line.Operands[0];
        var rollout = await new RolloutReader(session, context.Time).GetAsync(name, cancellationToken).ConfigureAwait(false);
        if (context.Line.WantsObjects)
        {
            using var json = System.Text.Json.JsonDocument.Parse(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(rollout, ModelRollout.TypeInfo));
            var found = json.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("history", out var history) ? history : default;
            context.Screen.Output.Write(found.ValueKind == System.Text.Json.JsonValueKind.Array ? ObjectText.Of(found, context.Line.Text(OutputOption.Name)!) : "[]\n");
            return ExitCodes.Ok;
        }

        if (rollout.Status?.History is null or { Count: 0 })
        {
            context.Screen.Tell($"No rollout of {name} has ended yet.");
        }

        context.Screen.Write(Table(rollout, context.Time.GetUtcNow(), context.Line.IsWide));
        return ExitCodes.Ok;
    }
}
