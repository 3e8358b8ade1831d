namespace ModelSync.Benchmarks;

/// <summary>What is told of many measurements on a machine that others use too.</summary>
public static class Statistics
{
    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The one that a share of them does not exceed.</summary>
    public static double Percentile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>How long an action takes, as the median of some rounds.</summary>
    public static async Task<double> MedianSecondsAsync(int rounds, Func<Task> action)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await action();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }

        return times.Median();
    }
}
