using System.Globalization;
using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>Quantiles from cumulative buckets, as PromQL's histogram_quantile computes them.</summary>
internal static class HistogramQuantile
{
    // What rounding in sums of floats makes; PromQL ignores the same.
    private const double Tolerance = 1e-12;

    /// <summary>The quantile; null without observations, or where the buckets do not reach to infinity.</summary>
    public static double? Of(double quantile, IEnumerable<KeyValuePair<SeriesKey, double>> buckets)
    {
        var sums = new SortedDictionary<double, double>();
        foreach (var (key, count) in buckets)
        {
            // The bound is compared as a number: "1" and "1.0" are one bucket.
            if (key["le"] is { } text && double.TryParse(Plain(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && !double.IsNaN(bound))
            {
                sums[bound] = sums.GetValueOrDefault(bound) + count;
            }
        }

        return Of(quantile, [.. sums.Select(static bucket => (bucket.Key, bucket.Value))]);
    }

    private static double? Of(double quantile, (double Bound, double Count)[] buckets)
    {
        if (buckets.Length < 2 || !double.IsPositiveInfinity(buckets[^1].Bound))
        {
            return null;
        }

        MakeMonotonic(buckets);
        var observations = buckets[^1].Count;
        if (observations <= 0)
        {
            return null;
        }

        var rank = quantile * observations;
        var index = Array.FindIndex(buckets, bucket => bucket.Count >= rank);
        if (index < 0 || index == buckets.Length - 1)
        {
            return buckets[^2].Bound;
        }

        if (index == 0 && buckets[0].Bound <= 0)
        {
            return buckets[0].Bound;
        }

        var (start, below) = index == 0 ? (0, 0) : buckets[index - 1];
        var inside = buckets[index].Count - below;
        return inside <= 0 ? buckets[index].Bound : start + ((buckets[index].Bound - start) * ((rank - below) / inside));
    }

    // Pods are read one after the other and restart, so that a higher bucket may seem to hold less.
    private static void MakeMonotonic((double Bound, double Count)[] buckets)
    {
        for (var i = 1; i < buckets.Length; i++)
        {
            if (buckets[i].Count < buckets[i - 1].Count * (1 + Tolerance))
            {
                buckets[i].Count = Math.Max(buckets[i].Count, buckets[i - 1].Count);
            }
        }
    }

    private static string Plain(string bound) => bound is "+Inf" or "Inf" or "+inf" or "inf" ? "Infinity" : bound;
}
