namespace ModelSync.Kubernetes.Values;

/// <content>Arithmetic: exact, and checked for overflow.</content>
public readonly partial struct Quantity
{
    /// <summary>Returns the sum, in the left format (in the right one if the left amount is 0).</summary>
    public static Quantity operator +(Quantity left, Quantity right) => left.Add(right);

    /// <summary>Returns the difference, in the left format (in the right one if the left amount is 0).</summary>
    public static Quantity operator -(Quantity left, Quantity right) => left.Subtract(right);

    /// <summary>Returns the negative amount.</summary>
    public static Quantity operator -(Quantity quantity) => quantity.Negate();

    /// <summary>Returns the product.</summary>
    public static Quantity operator *(Quantity quantity, long factor) => quantity.Multiply(factor);

    /// <summary>Whether the amounts are equal.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Nanos < right.Nanos;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Nanos > right.Nanos;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Nanos <= right.Nanos;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Nanos >= right.Nanos;

    /// <summary>Returns the sum, in this format (in that of <paramref name="other"/> if this amount is 0); throws <see cref="OverflowException"/>.</summary>
    public Quantity Add(Quantity other) => new(checked(Nanos + other.Nanos), FormatOfSum(other));

    /// <summary>Returns the difference, in this format (in that of <paramref name="other"/> if this amount is 0); throws <see cref="OverflowException"/>.</summary>
    public Quantity Subtract(Quantity other) => new(checked(Nanos - other.Nanos), FormatOfSum(other));

    /// <summary>Returns the negative amount.</summary>
    public Quantity Negate() => new(checked(-Nanos), Format);

    /// <summary>Returns the product; throws <see cref="OverflowException"/>.</summary>
    public Quantity Multiply(long factor) => new(checked(Nanos * factor), Format);

    // Go does the same, so that sums that start from zero are written as their parts are.
    private QuantityFormat FormatOfSum(Quantity other) => IsZero ? other.Format : Format;
}
