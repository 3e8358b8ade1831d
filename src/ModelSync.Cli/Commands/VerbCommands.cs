using ModelSync.Cli.Arguments;
using ModelSync.Cli.Verbs;

namespace ModelSync.Cli.Commands;

/// <summary>The commands that tell a rollout what to do.</summary>
internal static class VerbCommands
{
    private const string Full = "full";
    private const string To = "to";
    private const string KeepSpec = "keep-spec";

    private static readonly OptionSpec[] Waiting =
    [
        new(VerbRun.Wait, null, null, "follow it afterwards, as status --watch does, with its exit codes"),
        new(StatusCommand.Timeout, 't', "TIME", "stop following after this time, with exit code 3"),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        Verb("promote", "Goes on from a pause, an undecided gate or a held failure", line => line.Has(Full) ? VerbKind.PromoteFull : VerbKind.Promote) with
        {
            Options = [new(Full, null, null, "skip the steps, pauses and gates of steps that are left; capacity, deny rules and the bake are not skipped"), .. Waiting],
            Examples = [new("go on", "promote fraud"), new("all at once, and see how it ends", "promote fraud --full --wait --timeout 15m")],
        },
        Verb("abort", "Sends the candidate back to stable at once", _ => VerbKind.Abort) with
        {
            Options = Waiting,
            Details = "The version is not tried again by itself: retry does that. With --wait, done (0) is when all traffic is back.",
            Examples = [new("back to what served before", "abort fraud"), new("and wait until traffic is back", "abort fraud --wait --timeout 2m")],
        },
        Verb("retry", "Tries the version again that failed or was aborted", _ => VerbKind.Retry) with
        {
            Options = Waiting,
            Examples = [new("once its cause is mended", "retry fraud --wait")],
        },
        Verb("pause", "Lets a rollout stand still (spec.paused)", _ => VerbKind.Pause) with
        {
            Details = "Abort still acts, and revisions without ready pods still lose their traffic.",
            Examples = [new("stand still", "pause fraud")],
        },
        Verb("resume", "Lets a paused rollout go on (spec.paused)", _ => VerbKind.Resume) with
        {
            Options = Waiting,
            Examples = [new("go on", "resume fraud")],
        },
        Verb("undo", "Goes back to the version that was promoted before", _ => VerbKind.Undo) with
        {
            Options =
            [
                new(To, null, "VERSION", "go to this version instead of the one before"),
                new(KeepSpec, null, null, "leave the spec as it is, and let the operator override it until the spec names another target"),
                .. Waiting,
            ],
            Details =
                """
                Sets spec.version. The way back is a rollout like any other: one of the last `rollbackWindow` promoted revisions
                skips steps and pauses. Where Git says what the spec is (Argo CD, Flux), it will set it again: commit the version
                there, or use --keep-spec, which Git does not touch; the rollout is then not Ready, with reason Overridden.
                """,
            Examples =
            [
                new("back to the version before", "undo fraud"),
                new("to a certain one", "undo fraud --to 1.4.0"),
                new("at once, where Git owns the spec", "undo fraud --keep-spec"),
            ],
        },
    ];

    private static CommandSpec Verb(string name, string summary, Func<CommandLine, VerbKind> kind) => new()
    {
        Name = name,
        Summary = summary,
        Operands = "NAME",
        Least = 1,
        Most = 1,
        Kind = OperandKind.Rollout,
        Run = (context, cancellationToken) => VerbRun.RunAsync(context, name, flags => OrderOf(context.Line, kind(context.Line)) with { Flags = flags }, cancellationToken),
    };

    private static VerbOrder OrderOf(CommandLine line, VerbKind kind) => new(kind, $"cli-{Guid.NewGuid().ToString("n")[..12]}") { To = line.Text(To), KeepsSpec = line.Has(KeepSpec) };
}
