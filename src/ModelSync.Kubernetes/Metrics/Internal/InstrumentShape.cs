using System.Diagnostics.Metrics;
using System.Numerics;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>How an instrument's measurements are added up.</summary>
/// <param name="Kind">What it is for Prometheus.</param>
/// <param name="IsAdditive">Whether measurements add up, or the last one counts.</param>
/// <param name="IsObservable">Whether it is asked at each scrape, and tells its whole value then.</param>
/// <param name="Bounds">The upper bounds of a histogram's buckets, ascending and finite; empty for the rest.</param>
internal sealed record InstrumentShape(MetricKind Kind, bool IsAdditive, bool IsObservable, double[] Bounds)
{
    /// <summary>The shape of an instrument; null for one of a kind that .NET does not define.</summary>
    public static InstrumentShape? Of(Instrument instrument) =>
        Of<long>(instrument) ?? Of<double>(instrument) ?? Of<int>(instrument) ?? Of<float>(instrument)
        ?? Of<decimal>(instrument) ?? Of<short>(instrument) ?? Of<byte>(instrument);

    /// <summary>Whether the series of both can stand in one family.</summary>
    public bool IsCompatibleWith(InstrumentShape other) =>
        Kind == other.Kind && IsAdditive == other.IsAdditive && Bounds.AsSpan().SequenceEqual(other.Bounds);

    // Asked for each number type in turn: looking at the type arguments would need reflection.
    private static InstrumentShape? Of<T>(Instrument instrument)
        where T : struct, INumber<T> => instrument switch
        {
            Counter<T> => new(MetricKind.Counter, IsAdditive: true, IsObservable: false, []),
            UpDownCounter<T> => new(MetricKind.Gauge, IsAdditive: true, IsObservable: false, []),
            Gauge<T> => new(MetricKind.Gauge, IsAdditive: false, IsObservable: false, []),
            Histogram<T> histogram => new(MetricKind.Histogram, IsAdditive: true, IsObservable: false, BoundsOf(histogram)),
            ObservableCounter<T> => new(MetricKind.Counter, IsAdditive: true, IsObservable: true, []),
            ObservableUpDownCounter<T> => new(MetricKind.Gauge, IsAdditive: true, IsObservable: true, []),
            ObservableGauge<T> => new(MetricKind.Gauge, IsAdditive: false, IsObservable: true, []),
            _ => null,
        };

    private static double[] BoundsOf<T>(Histogram<T> histogram)
        where T : struct, INumber<T>
    {
        if (histogram.Advice?.HistogramBucketBoundaries is { } advised)
        {
            // +Inf is always there as the last bucket, and an advice may name it or not.
            return [.. advised.Select(double.CreateSaturating).Where(double.IsFinite)];
        }

        return [.. string.Equals(histogram.Unit, "s", StringComparison.Ordinal) ? DefaultBuckets.Seconds : DefaultBuckets.General];
    }
}
