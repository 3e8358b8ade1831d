using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;
using ModelSync.Cli.Status;
using ModelSync.Cli.Verbs;
using ModelSync.Cli.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Commands;

/// <summary>Carries out one verb: writes it, tells what the operator says, and follows where that was asked for.</summary>
internal sealed class VerbRun
{
    /// <summary>The option to follow afterwards.</summary>
    public const string Wait = "wait";

    private readonly CommandContext _context;
    private readonly Session _session;
    private readonly RolloutReader _reader;
    private readonly string _verb;
    private readonly string _name;
    private readonly VerbOrder _order;

    private VerbRun(CommandContext context, Session session, string verb, VerbOrder order)
    {
        (_context, _session, _verb, _order) = (context, session, verb, order);
        _reader = new RolloutReader(session, context.Time);
        _name = context.Line.Operands[0];
    }

    /// <summary>Runs the verb of a command and returns the exit code.</summary>
    public static async Task<int> RunAsync(CommandContext context, string verb, Func<string, VerbOrder> order, CancellationToken cancellationToken)
    {
        _ = context.Line.Duration(StatusCommand.Timeout);
        if (context.Line.Has(StatusCommand.Timeout) && !context.Line.Has(Wait))
        {
            throw new UsageException("--timeout is about --wait: give both");
        }

        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        return await new VerbRun(context, session, verb, order(session.Flags)).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var versions = _order.Kind == VerbKind.Undo ? await VersionsAsync(cancellationToken).ConfigureAwait(false) : [];
        var (rollout, plan) = await new VerbWriter(_session, _reader)
            .WriteAsync(_name, current => _order.Kind == VerbKind.Undo ? UndoPlanner.Plan(current, _order, versions) : VerbPlanner.Plan(current, _order), cancellationToken).ConfigureAwait(false);
        var failed = plan is VerbPlan.Annotate annotate
            ? await TellAnswerAsync(annotate, cancellationToken).ConfigureAwait(false)
            : await TellChangeAsync(rollout, (VerbPlan.Change)plan, cancellationToken).ConfigureAwait(false);
        return failed ?? (_context.Line.Has(Wait) ? await FollowAsync(plan, cancellationToken).ConfigureAwait(false) : ExitCodes.Ok);
    }

    private async Task<IReadOnlyList<ModelVersion>> VersionsAsync(CancellationToken cancellationToken)
    {
        var rollout = await _reader.GetAsync(_name, cancellationToken).ConfigureAwait(false);
        return await new VersionReader(_session).ListAsync(rollout.Spec?.Model, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int?> TellAnswerAsync(VerbPlan.Annotate plan, CancellationToken cancellationToken)
    {
        Tell(plan.Note);
        if (plan.IsForLater)
        {
            Say("is kept for the end of the return");
            return null;
        }

        var answer = new VerbAnswer(_session, _reader, _context.Time);
        var rollout = await answer.WaitAsync(_name, current => VerbAnswer.Find(current, _order.Id) is not null, cancellationToken).ConfigureAwait(false);
        if (rollout is null)
        {
            _context.Screen.Tell($"error: {_verb} is written, but the operator has not acted on it within {ShortTime.Of(VerbAnswer.Patience)}: it will as soon as it runs; is it running?");
            return ExitCodes.Timeout;
        }

        var outcome = VerbAnswer.Find(rollout, _order.Id)!.Outcome;
        if (outcome == ActionOutcome.Done)
        {
            Say(plan.Done);
            _context.Screen.Write([$"{rollout.Phase}: {rollout.Message}"]);
            return null;
        }

        var words = await answer.WordsAsync(rollout, _order.Id, cancellationToken).ConfigureAwait(false);
        throw new CliException(ExitCodes.Failed, $"{_name}: {words ?? $"{_verb} had no effect: the operator says {outcome}; `kubectl describe mro {_name}{_order.Flags}` may say why"}");
    }

    private async Task<int?> TellChangeAsync(ModelRollout written, VerbPlan.Change plan, CancellationToken cancellationToken)
    {
        Say(plan.Done);
        var managers = await GitOwner.ManagersAsync(_session.Client, new NamespacedName(_session.Namespace, _name), cancellationToken).ConfigureAwait(false);
        Tell(GitOwner.NoteOn(GitOwner.Of(written.Metadata, managers), $"spec.{plan.Field}", hasVerb: _order.Kind == VerbKind.Undo));
        var rollout = await new VerbAnswer(_session, _reader, _context.Time).WaitAsync(_name, current => current.IsObserved, cancellationToken).ConfigureAwait(false);
        if (rollout is null)
        {
            _context.Screen.Tell($"error: the operator has not looked at it within {ShortTime.Of(VerbAnswer.Patience)}: it will as soon as it runs; is it running?");
            return ExitCodes.Timeout;
        }

        _context.Screen.Write([$"{rollout.Phase}: {rollout.Message}"]);
        return null;
    }

    private async Task<int> FollowAsync(VerbPlan plan, CancellationToken cancellationToken)
    {
        var limit = _context.Line.Duration(StatusCommand.Timeout);
        var goal = (plan as VerbPlan.Annotate)?.Goal;
        var end = await new StatusFollower(_reader, _context.Look, _context.Time).FollowAsync(_name, limit, IsEnd, isWide: false, cancellationToken).ConfigureAwait(false);
        return end is null ? await StatusCommand.TellTimeoutAsync(_context, _reader, _name, limit ?? TimeSpan.Zero, cancellationToken).ConfigureAwait(false)
            : _order.Kind == VerbKind.Abort || HasReached(end.Rollout) ? ExitCodes.Ok
            : end.Rollout.ExitCode;

        // An abort ends in what status calls a failure, and an override never is what the spec says: both have ends of their own.
        // What is kept for later has not begun before the operator says so.
        bool IsEnd(ModelRollout rollout) => plan is VerbPlan.Annotate { IsForLater: true } && VerbAnswer.Find(rollout, _order.Id) is null ? false
            : _order.Kind == VerbKind.Abort
            ? rollout.Status?.Candidate is null || rollout.HasFailedInPlace
            : HasReached(rollout) || rollout.Verdict != Verdict.InProgress;

        bool HasReached(ModelRollout rollout) =>
            goal is not null && rollout.Status is { Candidate: null, Stable.Revision: { } stable } && string.Equals(stable, goal, StringComparison.Ordinal);
    }

    private void Say(string what) => _context.Screen.Write([Line.Of($"{_name}: ", Tone.Strong).Add($"{_verb}: {what}")]);

    private void Tell(string? note)
    {
        if (note is not null)
        {
            _context.Screen.Tell($"Note: {note}");
        }
    }
}
