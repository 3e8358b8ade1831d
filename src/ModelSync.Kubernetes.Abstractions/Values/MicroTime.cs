using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>A point in time with the resolution of a microsecond, as metav1.MicroTime: the times of Leases and Events.</summary>
/// <remarks>
/// Always written with exactly six fraction digits: the API server refuses a whole second without them, so that a client
/// that drops zeros fails once in a million renewals (kubernetes-client/csharp #1659).
/// The default value is the zero time: it is read from null and written as null.
/// </remarks>
[JsonConverter(typeof(MicroTimeJsonConverter))]
public readonly struct MicroTime : IEquatable<MicroTime>, IComparable<MicroTime>, IComparable
{
    private readonly long _utcTicks;

    /// <summary>Creates a time from <paramref name="time"/>, cut to whole microseconds: what the API server would store.</summary>
    public MicroTime(DateTimeOffset time)
        : this(time.UtcTicks)
    {
    }

    internal MicroTime(long utcTicks) => _utcTicks = utcTicks - (utcTicks % TimeSpan.TicksPerMicrosecond);

    /// <summary>Whether this is the zero time, which the Kubernetes API writes as null.</summary>
    public bool IsZero => _utcTicks == 0;

    internal long UtcTicks => _utcTicks;

    /// <summary>Converts <paramref name="time"/>, cut to whole microseconds.</summary>
    public static implicit operator MicroTime(DateTimeOffset time) => new(time);

    /// <summary>Converts to the same instant in UTC; explicit, so that comparing with a <see cref="DateTimeOffset"/> is not ambiguous.</summary>
    public static explicit operator DateTimeOffset(MicroTime time) => time.ToDateTimeOffset();

    /// <summary>Whether both are the same instant.</summary>
    public static bool operator ==(MicroTime left, MicroTime right) => left.Equals(right);

    /// <summary>Whether the instants differ.</summary>
    public static bool operator !=(MicroTime left, MicroTime right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(MicroTime left, MicroTime right) => left._utcTicks < right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(MicroTime left, MicroTime right) => left._utcTicks > right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(MicroTime left, MicroTime right) => left._utcTicks <= right._utcTicks;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(MicroTime left, MicroTime right) => left._utcTicks >= right._utcTicks;

    /// <summary>Converts <paramref name="time"/>, cut to whole microseconds.</summary>
    public static MicroTime FromDateTimeOffset(DateTimeOffset time) => new(time);

    /// <summary>Parses an RFC 3339 time with any number of fraction digits and any offset; throws <see cref="FormatException"/>.</summary>
    public static MicroTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var time) ? time : throw Rfc3339Reader.NotATime(text);
    }

    /// <summary>Parses an RFC 3339 time with any number of fraction digits and any offset.</summary>
    public static bool TryParse(string? text, out MicroTime time)
    {
        var parsed = Rfc3339Reader.TryParse(text, out var ticks);
        time = new MicroTime(ticks);
        return parsed;
    }

    /// <summary>Returns the same instant in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(_utcTicks, TimeSpan.Zero);

    /// <summary>Orders by instant.</summary>
    public int CompareTo(MicroTime other) => _utcTicks.CompareTo(other._utcTicks);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        MicroTime other => CompareTo(other),
        _ => throw new ArgumentException($"A MicroTime cannot be compared with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Whether both are the same instant.</summary>
    public bool Equals(MicroTime other) => _utcTicks == other._utcTicks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MicroTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _utcTicks.GetHashCode();

    /// <summary>Returns the text that goes over the wire, <c>2006-01-02T15:04:05.000000Z</c>; empty for the zero time.</summary>
    public override string ToString() => IsZero ? string.Empty : Rfc3339Writer.Format(_utcTicks, fractionDigits: 6);
}
