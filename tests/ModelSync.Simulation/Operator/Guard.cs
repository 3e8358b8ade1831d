namespace ModelSync.Simulation.Operator;

/// <summary>What a look at the live object says about an action.</summary>
internal enum Guard
{
    /// <summary>It may be written.</summary>
    Go,

    /// <summary>It is done already.</summary>
    Done,

    /// <summary>It must not be done.</summary>
    Stop,
}
