using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>
/// An amount of a resource, such as <c>500m</c> CPU or <c>1536Mi</c> memory: an exact number compared by value, never a
/// floating point number.
/// </summary>
/// <remarks>
/// A parsed quantity keeps its text, so that writing back what was read changes no byte; results of arithmetic and
/// <see cref="Canonicalize"/> have the canonical text of Go's resource.Quantity.
/// As in Go, digits below one nano are rounded away from zero and binary (Ki…Ei) texts are capped at ±(2^63-1).
/// Unlike Go, whose decimals are unbounded, amounts beyond ±1.7e29 are refused (parsing: <see cref="FormatException"/>,
/// arithmetic: <see cref="OverflowException"/>).
/// </remarks>
[JsonConverter(typeof(QuantityJsonConverter))]
public readonly partial struct Quantity : IEquatable<Quantity>, IComparable<Quantity>, IComparable
{
    internal const long NanosPerUnit = 1_000_000_000;

    // Null when the text is canonical and was not parsed: it is then composed on demand.
    private readonly string? _text;

    internal Quantity(Int128 nanos, QuantityFormat format, string? text = null)
    {
        Nanos = nanos;
        Format = format;
        _text = text;
    }

    /// <summary>The quantity 0.</summary>
    public static Quantity Zero => default;

    /// <summary>The family of suffixes in which this quantity is written.</summary>
    public QuantityFormat Format { get; }

    /// <summary>Whether the amount is 0.</summary>
    public bool IsZero => Nanos == 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Int128.Sign(Nanos);

    internal Int128 Nanos { get; }

    /// <summary>Creates a quantity of <paramref name="value"/> units.</summary>
    public static Quantity FromInt64(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new((Int128)value * NanosPerUnit, format);

    /// <summary>Creates a quantity of <paramref name="value"/> thousandths, the usual unit of CPU.</summary>
    public static Quantity FromMilli(long value) => new((Int128)value * (NanosPerUnit / 1000), QuantityFormat.DecimalSI);

    /// <summary>Creates a quantity of <paramref name="value"/> units; digits below one nano are rounded away from zero.</summary>
    public static Quantity FromDecimal(decimal value, QuantityFormat format = QuantityFormat.DecimalSI)
    {
        var whole = decimal.Truncate(value);
        var nanos = (value - whole) * NanosPerUnit;
        nanos = nanos < 0 ? decimal.Floor(nanos) : decimal.Ceiling(nanos);
        return new Quantity(((Int128)whole * NanosPerUnit) + (Int128)nanos, format);
    }

    /// <summary>Parses the text of a quantity; throws <see cref="FormatException"/> that names the text and what is allowed.</summary>
    public static Quantity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var error = QuantityParser.TryParse(text, out var quantity);
        return error is null ? quantity : throw new FormatException(error);
    }

    /// <summary>Parses the text of a quantity.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        return text is not null && QuantityParser.TryParse(text, out quantity) is null;
    }

    /// <summary>Returns the same amount in canonical form: no fraction, the largest suffix that keeps it exact (<c>0.5</c> is <c>500m</c>, <c>1024Ki</c> is <c>1Mi</c>).</summary>
    public Quantity Canonicalize() => new(Nanos, Format);

    /// <summary>Returns the same amount written with the suffixes of <paramref name="format"/>.</summary>
    public Quantity WithFormat(QuantityFormat format) => new(Nanos, format);

    /// <summary>Returns the amount in whole units, rounded away from zero; throws <see cref="OverflowException"/> beyond 64 bits.</summary>
    public long ToInt64() => ToScaledInt64(0);

    /// <summary>Returns the amount in thousandths, rounded away from zero; throws <see cref="OverflowException"/> beyond 64 bits.</summary>
    public long ToMilli() => ToScaledInt64(-3);

    /// <summary>Returns the amount in units of 10^<paramref name="scale"/> (-9 to 18), rounded away from zero; throws <see cref="OverflowException"/> beyond 64 bits.</summary>
    public long ToScaledInt64(int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, -9);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 18);
        var scaled = DivideAwayFromZero(Nanos, PowerOfTen(scale + 9));
        return scaled >= long.MinValue && scaled <= long.MaxValue
            ? (long)scaled
            : throw new OverflowException($"The quantity '{this}' in units of 1e{scale} does not fit into 64 bits.");
    }

    /// <summary>Returns the amount as a decimal; exact up to 28 digits, throws <see cref="OverflowException"/> beyond 7.9e28.</summary>
    public decimal ToDecimal() => (decimal)(Nanos / NanosPerUnit) + ((decimal)(Nanos % NanosPerUnit) / NanosPerUnit);

    /// <summary>Orders by amount; formats and texts play no part.</summary>
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Quantity other => CompareTo(other),
        _ => throw new ArgumentException($"A quantity cannot be compared with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Whether the amounts are equal; formats and texts play no part (<c>1</c> equals <c>1000m</c>).</summary>
    public bool Equals(Quantity other) => Nanos == other.Nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>Returns the text that goes over the wire: what was parsed, else the canonical form.</summary>
    public override string ToString() => _text ?? QuantityFormatter.Format(Nanos, Format);

    internal static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static Int128 DivideAwayFromZero(Int128 value, Int128 divisor)
    {
        (var quotient, var remainder) = Int128.DivRem(value, divisor);
        return remainder == 0 ? quotient : quotient + Int128.Sign(value);
    }
}
