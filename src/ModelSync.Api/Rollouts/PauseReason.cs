namespace ModelSync.Api.Rollouts;

/// <summary>What a rollout waits for.</summary>
public enum PauseReason
{
    /// <summary>A pause step with a time.</summary>
    PauseStep,

    /// <summary>A pause step without a time, or a blue-green switch that waits for promote.</summary>
    AwaitingPromotion,

    /// <summary>spec.paused.</summary>
    SpecPaused,

    /// <summary>A gate that could not decide.</summary>
    InconclusiveGate,

    /// <summary>A failed check, with onFailure Pause.</summary>
    FailedCheck,

    /// <summary>A policy.</summary>
    Policy,

    /// <summary>An approval, of the version or of a wave.</summary>
    AwaitingApproval,

    /// <summary>A cluster that does not answer.</summary>
    ClusterUnreachable,

    /// <summary>A cluster that may not be written to: it is another one than before, or somebody paused it.</summary>
    WritesRefused,

    /// <summary>Somebody else writes the same fields.</summary>
    FieldContention,
}
