using System.Runtime.InteropServices;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>At most 25 Events about one object at once, and one every five minutes after that, as client-go has it. For one thread.</summary>
internal sealed class SpamFilter(int remembered, TimeProvider clock)
{
    private const double Burst = 25;
    private const double TokensPerSecond = 1.0 / 300;

    private readonly LruCache<Regarding, Bucket> _buckets = new(remembered);

    /// <summary>False where the object has had its share.</summary>
    public bool TryPass(Regarding regarding)
    {
        var now = clock.GetTimestamp();
        var tokens = _buckets.TryGet(regarding.WithoutVersion, out var bucket)
            ? Math.Min(Burst, bucket.Tokens + (clock.GetElapsedTime(bucket.At, now).TotalSeconds * TokensPerSecond))
            : Burst;

        // Sums of fractions fall short of the whole by a hair.
        var passes = tokens > 1 - 1e-9;
        _buckets.Set(regarding.WithoutVersion, new Bucket(passes ? tokens - 1 : tokens, now));
        return passes;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Bucket(double Tokens, long At);
}
