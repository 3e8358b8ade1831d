using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>How phases and verdicts look.</summary>
internal static class Phases
{
    /// <summary>The phase with its mark.</summary>
    public static Line Show(RolloutPhase phase) => Line.Of($"{MarkOf(phase)} {phase}", ToneOf(phase));

    /// <summary>The verdict of a gate with its mark.</summary>
    public static Line Show(GateVerdict? verdict) => verdict switch
    {
        GateVerdict.Passed => Line.Of("✔ Passed", Tone.Good),
        GateVerdict.Failed => Line.Of("✖ Failed", Tone.Bad),
        GateVerdict.Error => Line.Of("⚠ Error", Tone.Bad),
        GateVerdict.Inconclusive => Line.Of("? Inconclusive", Tone.Warn),
        GateVerdict.NotApplicable => Line.Of("- NotApplicable", Tone.Dim),
        _ => Line.Of("◌ Running"),
    };

    /// <summary>The tone of a phase.</summary>
    public static Tone ToneOf(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Healthy => Tone.Good,
        RolloutPhase.Paused or RolloutPhase.Blocked or RolloutPhase.Pending => Tone.Warn,
        RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Degraded => Tone.Bad,
        _ => Tone.New,
    };

    private static string MarkOf(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Healthy => "✔",
        RolloutPhase.Paused => "‖",
        RolloutPhase.Blocked => "⚠",
        RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Degraded => "✖",
        _ => "◌",
    };
}
