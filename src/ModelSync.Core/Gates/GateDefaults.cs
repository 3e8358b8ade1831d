using ModelSync.Api.Gates;

namespace ModelSync.Core.Gates;

/// <summary>What a gate's spec means where it says nothing; the same values as the defaults of the CRD.</summary>
public static class GateDefaults
{
    /// <summary>Seconds between two measurements.</summary>
    public const int IntervalSeconds = 30;

    /// <summary>Good measurements that a verdict needs.</summary>
    public const int Count = 1;

    /// <summary>Seconds before the first measurement.</summary>
    public const int InitialDelaySeconds = 0;

    /// <summary>Seconds over which rates and quantiles are computed.</summary>
    public const int WindowSeconds = 60;

    /// <summary>Seconds that one measurement may take.</summary>
    public const int TimeoutSeconds = 10;

    /// <summary>Failed measurements that are tolerated.</summary>
    public const int FailureLimit = 0;

    /// <summary>Errors in a row that are tolerated.</summary>
    public const int ErrorLimit = 3;

    /// <summary>Requests that a measurement must stand on.</summary>
    public const int MinSamples = 20;

    /// <summary>Seconds without enough samples until a gate is Inconclusive.</summary>
    public const int SampleDeadlineSeconds = 600;

    /// <summary>What too little data leads to.</summary>
    public const NoDataMode OnNoData = NoDataMode.Inconclusive;

    /// <summary>What too many errors in a row lead to.</summary>
    public const GateErrorMode OnError = GateErrorMode.Hold;
}
