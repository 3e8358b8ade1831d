namespace ModelSync.Api.Rollouts;

/// <summary>What a failed check leads to.</summary>
public enum FailureMode
{
    /// <summary>Traffic goes back to stable by itself.</summary>
    Rollback,

    /// <summary>The step is held for a person.</summary>
    Pause,
}
