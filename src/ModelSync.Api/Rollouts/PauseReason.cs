namespace ModelSync.Api.Rollouts;

/// <summary>What a rollout waits for.</summary>
public enum PauseReason
{
    /// <summary>A pause step with a time.</summary>
    PauseStep,

    /// <summary>A pause step without a time, or a blue-green switch that waits for promote.</summary>
    /// <remarks>Look at the candidate, then promote or abort.</remarks>
    AwaitingPromotion,

    /// <summary>spec.paused.</summary>
    /// <remarks>Set spec.paused to false.</remarks>
    SpecPaused,

    /// <summary>A gate that could not decide.</summary>
    /// <remarks>Look at the gate's message in status.gates, then promote or abort.</remarks>
    InconclusiveGate,

    /// <summary>A failed check, with onFailure Pause.</summary>
    /// <remarks>Look at what failed, then promote, abort, or name another version.</remarks>
    FailedCheck,

    /// <summary>A policy.</summary>
    /// <remarks>Read the message: it names policy, rule, observed value and limit.</remarks>
    Policy,

    /// <summary>An approval, of the version or of a wave.</summary>
    /// <remarks>Approve what the message names: of a wave by promote.</remarks>
    AwaitingApproval,

    /// <summary>A cluster that does not answer.</summary>
    /// <remarks>Bring the connection back, or take a cluster that will not return out of spec.placement.</remarks>
    ClusterUnreachable,

    /// <summary>A cluster that may not be written to: it is another one than before, or somebody paused it.</summary>
    /// <remarks>Read the message: it says what the cluster refuses.</remarks>
    WritesRefused,

    /// <summary>Somebody else writes the same fields.</summary>
    /// <remarks>Find who else writes the field that the message names, in the object's managedFields, and let one of the two go.</remarks>
    FieldContention,
}
