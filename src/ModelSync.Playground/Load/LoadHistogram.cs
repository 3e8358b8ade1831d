using System.Numerics;

namespace ModelSync.Playground.Load;

/// <summary>
/// Counts times in buckets that grow with them, as HdrHistogram does: a percentile is right to 1.6 %, from a microsecond to an hour, in 14 KiB.
/// Thread-safe without a lock.
/// </summary>
internal sealed class LoadHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;
    private const long Most = 3_600_000_000;

    private readonly long[] _counts = new long[IndexOf(Most) + 1];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _counts[IndexOf(Math.Clamp((long)duration.TotalMicroseconds, 0, Most))]);

    /// <summary>The time that this share of all, from 0 to 1, did not exceed; null where nothing was counted.</summary>
    public TimeSpan? Percentile(double share)
    {
        var counts = new long[_counts.Length];
        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i] = Interlocked.Read(ref _counts[i]);
        }

        if (total == 0)
        {
            return null;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(share * total));
        var index = 0;
        for (var seen = counts[0]; seen < wanted; seen += counts[index])
        {
            index++;
        }

        return TimeSpan.FromMicroseconds(HighestOf(index));
    }

    // Below 64 µs a bucket each; above, 64 buckets for each doubling.
    internal static int IndexOf(long microseconds)
    {
        if (microseconds < SubBuckets)
        {
            return (int)microseconds;
        }

        var doublings = BitOperations.Log2((ulong)microseconds) - SubBits;
        return ((doublings + 1) << SubBits) + (int)((microseconds >> doublings) - SubBuckets);
    }

    internal static long HighestOf(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var doublings = (index >> SubBits) - 1;
        return (((index & (SubBuckets - 1)) + SubBuckets + 1L) << doublings) - 1;
    }
}
