namespace ModelSync.Simulation.Edits;

/// <summary>What somebody does to the waves.</summary>
internal enum WaveChange
{
    /// <summary>One more, before all others.</summary>
    Insert,

    /// <summary>One more, after all others.</summary>
    Append,

    /// <summary>One more, right after the first.</summary>
    InsertSecond,

    /// <summary>One gets another name.</summary>
    Rename,

    /// <summary>The last ones become the first.</summary>
    Reverse,

    /// <summary>One less.</summary>
    Remove,

    /// <summary>At most one cluster of it moves at once.</summary>
    OneAtATime,

    /// <summary>All clusters of it may move at once.</summary>
    AllAtOnce,

    /// <summary>It needs an approval.</summary>
    AskApproval,

    /// <summary>It needs none.</summary>
    DropApproval,

    /// <summary>It soaks for longer.</summary>
    LongSoak,
}
