namespace ModelSync.Simulation.World;

/// <summary>What gates measure for a version.</summary>
internal enum GateQuality
{
    /// <summary>Good values.</summary>
    Good,

    /// <summary>Bad values.</summary>
    Bad,

    /// <summary>Nothing to measure.</summary>
    NoData,

    /// <summary>The provider is down.</summary>
    Error,

    /// <summary>Every third value is bad.</summary>
    Flaky,
}
