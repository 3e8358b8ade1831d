namespace ModelSync.Operator.Versions;

/// <summary>
/// Times at which something happens again, known from the object alone: no restart and no change of leader moves them or makes them all come at once, and
/// those of many objects are spread evenly.
/// </summary>
internal static class SpreadTime
{
    /// <summary>How long after the first failure it is tried again; doubles up to <see cref="LongestRetry"/>.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    /// <summary>The longest time between two attempts.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    /// <summary>How often tags are looked at, ±10 %.</summary>
    public static readonly TimeSpan TagInterval = TimeSpan.FromHours(1);

    /// <summary>The first attempt after <paramref name="after"/> of those that follow a failure since <paramref name="since"/>.</summary>
    public static DateTimeOffset NextRetry(string uid, DateTimeOffset since, DateTimeOffset after)
    {
        var stretch = 0.9 + (0.2 * Fraction(uid, "retry"));
        var (gap, at) = (FirstRetry, since + (FirstRetry * stretch));
        while (at <= after && gap < LongestRetry)
        {
            gap = gap * 2 < LongestRetry ? gap * 2 : LongestRetry;
            at += gap * stretch;
        }

        return at > after ? at : NextOf(at, LongestRetry * stretch, after);
    }

    /// <summary>The first look at the tags after <paramref name="after"/>.</summary>
    public static DateTimeOffset NextLook(string uid, DateTimeOffset after)
    {
        var interval = TagInterval * (0.9 + (0.2 * Fraction(uid, "interval")));
        return NextOf(DateTimeOffset.UnixEpoch + (interval * Fraction(uid, "phase")), interval, after);
    }

    private static DateTimeOffset NextOf(DateTimeOffset first, TimeSpan interval, DateTimeOffset after) =>
        first > after ? first : first + (interval * (Math.Floor((after - first) / interval) + 1));

    // FNV-1a: the same on every machine and in every version of .NET. The last step spreads UIDs that differ in their last letter only.
    private static double Fraction(string uid, string purpose)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in uid.AsSpan())
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        foreach (var letter in purpose.AsSpan())
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        hash = unchecked((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL);
        return (hash >> 11) / (double)(1UL << 53);
    }
}
