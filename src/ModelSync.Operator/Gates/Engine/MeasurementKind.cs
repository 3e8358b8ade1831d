namespace ModelSync.Operator.Gates.Engine;

/// <summary>What the evaluator takes a measurement for.</summary>
internal enum MeasurementKind
{
    /// <summary>Within the limits.</summary>
    Good,

    /// <summary>Not within the limits.</summary>
    Bad,

    /// <summary>Too little data.</summary>
    NoData,

    /// <summary>Nothing to compare with.</summary>
    NoBaseline,

    /// <summary>It could not be measured.</summary>
    Error,

    /// <summary>A check that is not through.</summary>
    Waiting,
}
