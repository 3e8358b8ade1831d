namespace ModelSync.Core.Actions;

/// <summary>The order of effects: capacity before weight, weight before scale-down.</summary>
public enum ActionStage
{
    /// <summary>What has to be known first: finalizers, dry runs, records of revisions.</summary>
    Record,

    /// <summary>Objects of revisions are made, repaired and scaled up.</summary>
    Capacity,

    /// <summary>Traffic moves.</summary>
    Traffic,

    /// <summary>Revisions without traffic are scaled down.</summary>
    ScaleDown,

    /// <summary>What nobody needs any more goes.</summary>
    Cleanup,
}
