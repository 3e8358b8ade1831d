using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>A point in time with the resolution of a second, as metav1.Time: creation times, transition times, most fields called <c>time</c>.</summary>
/// <remarks>
/// Leases and Events use <see cref="MicroTime"/>; the two are not interchangeable on the wire.
/// The default value is the zero time: it is read from null and written as null.
/// </remarks>
[JsonConverter(typeof(KubeTimeJsonConverter))]
public readonly struct KubeTime : IEquatable<KubeTime>, IComparable<KubeTime>, IComparable
{
    private readonly long _utcTicks;

    /// <summary>Creates a time from <paramref name="time"/>, cut to whole seconds: what the API server would store.</summary>
    public KubeTime(DateTimeOffset time)
        : this(time.UtcTicks)
    {
    }

    internal KubeTime(long utcTicks) => _utcTicks = utcTicks - (utcTicks % TimeSpan.TicksPerSecond);

    /// <summary>Whether this is the zero time, which the Kubernetes API writes as null.</summary>
    public bool IsZero => _utcTicks == 0;

    internal long UtcTicks => _utcTicks;

    /// <summary>The time, or null for the zero time: lets models keep an optional time in 8 bytes instead of 16.</summary>
    internal KubeTime? OrNull => IsZero ? null : this;

    /// <summary>The time so many seconds after 1970; false where no calendar reaches.</summary>
    internal static bool TryFromUnixSeconds(long seconds, out KubeTime time)
    {
        var isWithin = seconds >= DateTime.MinValue.Ticks - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond)
            && seconds <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        time = isWithin ? new KubeTime(DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond)) : default;
        return isWithin;
    }

    /// <summary>Converts <paramref name="time"/>, cut to whole seconds.</summary>
    public static implicit operator KubeTime(DateTimeOffset time) => new(time);

    /// <summary>Converts to the same instant in UTC; explicit, so that comparing with a <see cref="DateTimeOffset"/> is not ambiguous.</summary>
    public static explicit operator DateTimeOffset(KubeTime time) => time.ToDateTimeOffset();

    /// <summary>Whether both are the same instant.</summary>
    public static bool operator ==(KubeTime left, KubeTime right) => left.Equals(right);

    /// <summary>Whether the instants differ.</summary>
    public static bool operator !=(KubeTime left, KubeTime right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(KubeTime left, KubeTime right) => left._utcTicks < right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(KubeTime left, KubeTime right) => left._utcTicks > right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(KubeTime left, KubeTime right) => left._utcTicks <= right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(KubeTime left, KubeTime right) => left._utcTicks >= right._utcTicks;

    /// <summary>Converts <paramref name="time"/>, cut to whole seconds.</summary>
    public static KubeTime FromDateTimeOffset(DateTimeOffset time) => new(time);

    /// <summary>Parses an RFC 3339 time with any number of fraction digits and any offset; throws <see cref="FormatException"/>.</summary>
    public static KubeTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var time) ? time : throw Rfc3339Reader.NotATime(text);
    }

    /// <summary>Parses an RFC 3339 time with any number of fraction digits and any offset.</summary>
    public static bool TryParse(string? text, out KubeTime time)
    {
        var parsed = Rfc3339Reader.TryParse(text, out var ticks);
        time = new KubeTime(ticks);
        return parsed;
    }

    /// <summary>Returns the same instant in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(_utcTicks, TimeSpan.Zero);

    /// <summary>Orders by instant.</summary>
    public int CompareTo(KubeTime other) => _utcTicks.CompareTo(other._utcTicks);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        KubeTime other => CompareTo(other),
        _ => throw new ArgumentException($"A KubeTime cannot be compared with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Whether both are the same instant.</summary>
    public bool Equals(KubeTime other) => _utcTicks == other._utcTicks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KubeTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _utcTicks.GetHashCode();

    /// <summary>Returns the text that goes over the wire, <c>2006-01-02T15:04:05Z</c>; empty for the zero time.</summary>
    public override string ToString() => IsZero ? string.Empty : Rfc3339Writer.Format(_utcTicks, fractionDigits: 0);
}
