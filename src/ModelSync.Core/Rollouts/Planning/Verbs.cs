using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Acts on the verbs that people wrote into annotations, each id once; abort comes first and wins.</summary>
internal static class Verbs
{
    private const int MaxId = 128;
    private const int MaxRevision = 63;

    public static void Act(Turn turn)
    {
        var annotations = turn.Snapshot.Rollout.Metadata.Annotations;
        if (annotations is null)
        {
            return;
        }

        var hasAborted = annotations.TryGetValue(VerbParser.AbortAnnotation, out var abort) && ActOnAbort(turn, abort);
        if (annotations.TryGetValue(VerbParser.ActionAnnotation, out var action))
        {
            ActOnAction(turn, action, hasAborted);
        }
    }

    // True when this very decision aborts, so that no other verb of the same moment gets in between.
    private static bool ActOnAbort(Turn turn, string text)
    {
        if (!VerbParser.TryParseAbort(text, out var verb, out var error) || verb.Id.Length > MaxId || verb.Revision.Length > MaxRevision)
        {
            Refuse(turn, isAbort: true, text, error);
            return false;
        }

        if (IsKnown(turn.Status.LastAbort, verb))
        {
            return false;
        }

        if (!Text.Same(turn.Candidate?.Revision, verb.Revision))
        {
            Note(turn, verb, ActionOutcome.Stale, $"abort is meant for {verb.Revision}, {Present(turn)}");
            return false;
        }

        Abort(turn);
        Note(turn, verb, ActionOutcome.Done, $"{turn.Candidate!.Version} ({verb.Revision}) was aborted");
        return true;
    }

    private static void Abort(Turn turn)
    {
        const string Message = "somebody aborted it";
        if (turn.Status.Stable is null && turn.HasTraffic(turn.Candidate!.Revision))
        {
            Returns.FailInPlace(turn, ReturnReason.Aborted, Message);
        }
        else
        {
            Returns.Begin(turn, ReturnReason.Aborted, Message);
        }
    }

    private static void ActOnAction(Turn turn, string text, bool hasAborted)
    {
        if (!VerbParser.TryParseAction(text, out var verb, out var error) || verb.Id.Length > MaxId || verb.Revision.Length > MaxRevision)
        {
            Refuse(turn, isAbort: false, text, error);
            return;
        }

        if (IsKnown(turn.Status.LastAction, verb))
        {
            return;
        }

        // What comes in the middle of a return is kept for its end: a retry written too early is no mistake.
        if (verb.Kind is RolloutVerb.Retry or RolloutVerb.Undo && turn.IsReturning)
        {
            return;
        }

        // What goes on from a step, or skips some, is kept until a new process sees which steps there are.
        if (verb.Kind is RolloutVerb.Promote or RolloutVerb.PromoteFull && !hasAborted && Promotions.IsPlanUnseen(turn, verb))
        {
            return;
        }

        var (outcome, message) = hasAborted ? (ActionOutcome.NotApplicable, "the candidate has just been aborted") : Act(turn, verb);
        Note(turn, verb, outcome, message);
    }

    private static (ActionOutcome Outcome, string Message) Act(Turn turn, Verb verb) => verb.Kind switch
    {
        RolloutVerb.Promote => Promotions.Promote(turn, verb),
        RolloutVerb.PromoteFull => Promotions.PromoteFull(turn, verb),
        RolloutVerb.Retry => Retry(turn, verb),
        _ => Undo(turn, verb),
    };

    private static (ActionOutcome Outcome, string Message) Retry(Turn turn, Verb verb)
    {
        if (Text.Same(turn.Status.Stable?.Revision, verb.Revision) && CatchUp.TryAgain(turn))
        {
            return (ActionOutcome.Done, $"{verb.Revision} is tried again where it failed");
        }

        if (!Text.Same(turn.Status.Failed?.Revision, verb.Revision))
        {
            return (ActionOutcome.Stale, $"retry is meant for {verb.Revision}, {(turn.Status.Failed is { } failed ? $"{failed.Revision} failed last" : "nothing has failed")}");
        }

        Retries.Clear(turn);
        return (ActionOutcome.Done, $"{verb.Revision} is tried again");
    }

    private static (ActionOutcome Outcome, string Message) Undo(Turn turn, Verb verb)
    {
        if (!Text.Same(turn.Status.Stable?.Revision, verb.Revision))
        {
            return (ActionOutcome.Stale, $"undo is meant for {verb.Revision}, {(turn.Status.Stable is { } stable ? $"{stable.Revision} is stable" : "nothing is stable yet")}");
        }

        if (turn.Candidate is { } candidate)
        {
            return (ActionOutcome.NotApplicable, $"{candidate.Revision} is on trial: abort it first");
        }

        var entry = verb.To is null
            ? History.SafeReturn(turn, verb.Revision)
            : turn.Status.Proven().FirstOrDefault(proven => Text.Same(proven.Revision, verb.To) && turn.Record(proven.Revision) is not null);
        if (entry is null || Text.Same(entry.Revision, verb.Revision))
        {
            return (ActionOutcome.NotApplicable, verb.To is null ? "there is no earlier proven revision on record" : $"{verb.To} is not an earlier proven revision on record");
        }

        if (History.WhyUnsafe(turn, entry.Version, entry.Digest) is { } why)
        {
            return (ActionOutcome.Refused, $"{Turn.Clause(why)}: name another one with to=REVISION");
        }

        // Back to what the spec names is the end of an earlier undo, not another one.
        var target = turn.Snapshot.Target?.Revision;
        turn.Status = turn.Status with
        {
            Override = Text.Same(entry.Revision, target) ? null : new OverrideStatus { Revision = entry.Revision, Target = target, Since = turn.Stamp },
        };
        return (ActionOutcome.Done, $"goes back to {entry.Version} ({entry.Revision})");
    }

    private static void Refuse(Turn turn, bool isAbort, string text, string? error)
    {
        var id = VerbParser.IdOf(text);
        if (Text.Same((isAbort ? turn.Status.LastAbort : turn.Status.LastAction)?.Id, id))
        {
            return;
        }

        var status = new ActionStatus { Id = id, Verb = isAbort ? RolloutVerb.Abort : null, Time = turn.Stamp, Outcome = ActionOutcome.Invalid };
        turn.Status = isAbort ? turn.Status with { LastAbort = status } : turn.Status with { LastAction = status };
        var annotation = isAbort ? VerbParser.AbortAnnotation : VerbParser.ActionAnnotation;
        turn.Warn(RolloutEventReasons.InvalidAction, $"The annotation {annotation} was not acted on: {error ?? $"its id has more than {MaxId} characters, or its revision more than {MaxRevision}"}");
    }

    private static void Note(Turn turn, Verb verb, ActionOutcome outcome, string message)
    {
        var status = new ActionStatus { Id = verb.Id, Verb = verb.Kind, Revision = verb.Revision, Time = turn.Stamp, Outcome = outcome };
        turn.Status = verb.Kind == RolloutVerb.Abort ? turn.Status with { LastAbort = status } : turn.Status with { LastAction = status };
        if (outcome == ActionOutcome.Done)
        {
            turn.Tell(RolloutEventReasons.ActionDone, $"{verb.Kind} (id {verb.Id}): {message}");
        }
        else
        {
            turn.Warn(ReasonOf(outcome), $"{verb.Kind} (id {verb.Id}) had no effect: {message}");
        }
    }

    private static string ReasonOf(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Stale => RolloutEventReasons.ActionStale,
        ActionOutcome.NotApplicable => RolloutEventReasons.ActionNotApplicable,
        _ => RolloutEventReasons.ActionRefused,
    };

    private static bool IsKnown(ActionStatus? last, Verb verb) => Text.Same(last?.Id, verb.Id);

    private static string Present(Turn turn) => turn.Candidate is { } candidate ? $"{candidate.Revision} is on trial" : "nothing is on trial";
}
