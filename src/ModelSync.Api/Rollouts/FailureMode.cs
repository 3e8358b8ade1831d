namespace ModelSync.Api.Rollouts;

/// <summary>What a failed check leads to.</summary>
public enum FailureMode
{
    /// <summary>Back to stable.</summary>
    Rollback,

    /// <summary>The step is held for a person.</summary>
    Pause,
}
