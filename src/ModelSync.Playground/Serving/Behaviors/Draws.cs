using ModelSync.Playground.Chance;

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

    // A counter is state enough, so thousands of servers carry eight bytes each.
    private double Uniform(ulong nth, uint which) => SplitMix64.Share(SplitMix64.Mix(SplitMix64.Mix((uint)seed) + (nth * 4) + which));
}
