namespace ModelSync.Playground.Serving.Behaviors;

/// <summary>Latencies and errors that follow from the seed: the n-th inference draws the same in each run. Safe for use from many threads.</summary>
internal sealed class Draws(int seed)
{
    // The 99th percentile of the standard normal distribution.
    private const double NormalP99 = 2.3263478740408408;

    // The tail of a log-normal distribution has no end, a request should have one.
    private const double MostSigmas = 6;

    private long _next;

    public Draw Next(ServingBehavior behavior)
    {
        var nth = (ulong)Interlocked.Increment(ref _next);
        return new Draw(Latency(behavior, nth), Uniform(nth, 2) < behavior.ErrorRate);
    }

    private TimeSpan Latency(ServingBehavior behavior, ulong nth)
    {
        if (behavior.LatencyP99 <= behavior.LatencyP50)
        {
            return behavior.LatencyP50;
        }

        var sigma = Math.Log(behavior.LatencyP99 / behavior.LatencyP50) / NormalP99;
        var normal = Math.Sqrt(-2 * Math.Log(1 - Uniform(nth, 0))) * Math.Cos(2 * Math.PI * Uniform(nth, 1));
        return behavior.LatencyP50 * Math.Exp(sigma * Math.Clamp(normal, -MostSigmas, MostSigmas));
    }

    /// <summary>From 0 to below 1.</summary>
    private double Uniform(ulong nth, uint which) => (Mix(Mix((uint)seed) + (nth * 4) + which) >> 11) * (1.0 / (1UL << 53));

    // SplitMix64: a counter is state enough, so thousands of servers carry eight bytes each.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
