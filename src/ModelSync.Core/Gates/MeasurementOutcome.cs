namespace ModelSync.Core.Gates;

/// <summary>What came of a measurement.</summary>
public enum MeasurementOutcome
{
    /// <summary>A value, to be compared with the threshold.</summary>
    Value,

    /// <summary>There was nothing to measure.</summary>
    NoData,

    /// <summary>It could not be measured: the provider is down or the query is wrong.</summary>
    Error,

    /// <summary>A synthetic check passed.</summary>
    Pass,

    /// <summary>A synthetic check failed.</summary>
    Fail,

    /// <summary>A synthetic check is not through: a Job runs, a webhook answered 202.</summary>
    Waiting,
}
