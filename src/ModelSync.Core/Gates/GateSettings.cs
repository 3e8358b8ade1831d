using ModelSync.Api.Gates;

namespace ModelSync.Core.Gates;

/// <summary>The numbers of a gate with all defaults filled in: the one place where a missing field gets its meaning.</summary>
public sealed record GateSettings
{
    /// <summary>The time between two measurements.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How many good measurements a verdict needs, at least one.</summary>
    public required int Count { get; init; }

    /// <summary>The time before the first measurement.</summary>
    public required TimeSpan InitialDelay { get; init; }

    /// <summary>The time over which rates and quantiles are computed.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long one measurement may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How many failed measurements are tolerated.</summary>
    public required int FailureLimit { get; init; }

    /// <summary>How many errors in a row are tolerated.</summary>
    public required int ErrorLimit { get; init; }

    /// <summary>How many requests a measurement must stand on.</summary>
    public required int MinSamples { get; init; }

    /// <summary>How long a gate may be without enough samples.</summary>
    public required TimeSpan SampleDeadline { get; init; }

    /// <summary>What too little data leads to.</summary>
    public required NoDataMode OnNoData { get; init; }

    /// <summary>What too many errors in a row lead to.</summary>
    public required GateErrorMode OnError { get; init; }

    /// <summary>Whether the gate only tells what it would say.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>The settings of <paramref name="spec"/>; values that no API server lets through are taken as the nearest sensible ones.</summary>
    public static GateSettings From(ModelGateSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new GateSettings
        {
            Interval = Seconds(spec.IntervalSeconds, GateDefaults.IntervalSeconds, atLeast: 1),
            Count = Math.Max(1, spec.Count ?? GateDefaults.Count),
            InitialDelay = Seconds(spec.InitialDelaySeconds, GateDefaults.InitialDelaySeconds),
            Window = Seconds(spec.WindowSeconds, GateDefaults.WindowSeconds, atLeast: 1),
            Timeout = Seconds(spec.TimeoutSeconds, GateDefaults.TimeoutSeconds, atLeast: 1),
            FailureLimit = Math.Max(0, spec.FailureLimit ?? GateDefaults.FailureLimit),
            ErrorLimit = Math.Max(0, spec.ErrorLimit ?? GateDefaults.ErrorLimit),
            MinSamples = Math.Max(0, spec.MinSamples ?? GateDefaults.MinSamples),
            SampleDeadline = Seconds(spec.SampleDeadlineSeconds, GateDefaults.SampleDeadlineSeconds, atLeast: 1),
            OnNoData = spec.OnNoData ?? GateDefaults.OnNoData,
            OnError = spec.OnError ?? GateDefaults.OnError,
            IsDryRun = spec.DryRun ?? false,
        };
    }

    private static TimeSpan Seconds(int? value, int otherwise, int atLeast = 0) => TimeSpan.FromSeconds(Math.Max(atLeast, value ?? otherwise));
}
