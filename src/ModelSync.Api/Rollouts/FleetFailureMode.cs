namespace ModelSync.Api.Rollouts;

/// <summary>What too many failed clusters lead to.</summary>
public enum FleetFailureMode
{
    /// <summary>Every cluster goes back, the newest wave first.</summary>
    RollbackAll,

    /// <summary>The current wave goes back; earlier waves keep the new version.</summary>
    RollbackWave,

    /// <summary>Failed clusters go back, nothing advances.</summary>
    Halt,
}
