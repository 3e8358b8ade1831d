using ModelSync.Api.Rollouts;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;
using ModelSync.Cli.Status;

namespace ModelSync.Cli.Commands;

/// <summary>Shows one rollout, or follows it to its end.</summary>
internal static class StatusCommand
{
    /// <summary>The option to follow.</summary>
    public const string Watch = "watch";

    /// <summary>The option for how long.</summary>
    public const string Timeout = "timeout";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "status",
        Summary = "Shows a rollout's revisions, pods, weights and gates, or follows it to its end",
        Operands = "NAME",
        Least = 1,
        Most = 1,
        Kind = OperandKind.Rollout,
        Options =
        [
            new(Watch, 'w', null, "follow it until it is healthy (exit code 0) or has failed (1)"),
            new(Timeout, 't', "TIME", "stop following after this time, with exit code 3; follows without --watch too"),
            OutputOption.Full,
        ],
        Details =
            """
            On a terminal the page is painted over and over; elsewhere each change is a line. A rollout that waits for
            promote goes on being followed: give CI a --timeout.

            Exit codes: 0 healthy, 1 failed or degraded, 3 the time was over, 4 still under way (without --watch).
            """,
        Examples =
        [
            new("one look", "status fraud"),
            new("in CI, after `kubectl apply`", "status fraud --watch --timeout 15m"),
        ],
        Run = RunAsync,
    };

    /// <summary>Says that the time was over, and returns the exit code.</summary>
    public static async Task<int> TellTimeoutAsync(CommandContext context, RolloutReader reader, string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        var last = await reader.FindAsync(name, cancellationToken).ConfigureAwait(false);
        context.Screen.Tell($"error: after {ShortTime.Of(limit)} {name} is {(last is null ? "gone" : $"neither healthy nor failed. {last.Phase}: {last.Message}")}");
        return ExitCodes.Timeout;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, limit) = (context.Line.Operands[0], context.Line.Duration(Timeout));
        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var reader = new RolloutReader(session, context.Time);
        if (!context.Line.Has(Watch) && limit is null)
        {
            var rollout = await reader.GetAsync(name, cancellationToken).ConfigureAwait(false);
            return await ShowAsync(context, session, await reader.ViewAsync(rollout, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        var look = context.Line.WantsObjects ? () => context.Screen with { Output = TextWriter.Null, IsTerminal = false } : context.Look;
        var follower = new StatusFollower(reader, look, context.Time);
        var end = await follower.FollowAsync(name, limit, rollout => rollout.Verdict != Verdict.InProgress, context.Line.IsWide, cancellationToken).ConfigureAwait(false);
        if (end is null)
        {
            return await TellTimeoutAsync(context, reader, name, limit ?? TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        return context.Line.WantsObjects ? await ShowAsync(context, session, end, cancellationToken).ConfigureAwait(false) : end.Rollout.ExitCode;
    }

    private static async Task<int> ShowAsync(CommandContext context, Session session, RolloutView view, CancellationToken cancellationToken)
    {
        if (context.Line.WantsObjects)
        {
            var whole = await session.Client.Resource(Kubernetes.Resources.ResourceType.Dynamic(ModelRollout.Resource))
                .GetAsync(new(session.Namespace, view.Rollout.Metadata.Name!), cancellationToken).ConfigureAwait(false);
            context.Screen.Output.Write(whole is null ? "" : ObjectText.Of(whole, context.Line.Text(OutputOption.Name)!));
        }
        else
        {
            context.Screen.Write(StatusPage.Render(view, context.Screen.Width, context.Line.IsWide));
        }

        return view.Rollout.ExitCode;
    }
}
