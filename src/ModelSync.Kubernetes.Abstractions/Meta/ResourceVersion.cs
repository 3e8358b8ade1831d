using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Kubernetes.Meta;

/// <summary>The server's opaque mark of one state of an object or a list.</summary>
/// <param name="Value">The text as the server sent it; null and empty both mean "none".</param>
public readonly record struct ResourceVersion(string? Value)
{
    /// <summary>The text as the server sent it; an empty one becomes null, so that "none" is equal to itself.</summary>
    public string? Value { get; init => field = NullIfEmpty(value); } = NullIfEmpty(Value);

    /// <summary>No resource version: a read then asks for the newest state.</summary>
    public static ResourceVersion None => default;

    /// <summary>"Any": a read may be answered from the server's watch cache.</summary>
    public static ResourceVersion Any { get; } = new("0");

    /// <summary>True where there is no resource version.</summary>
    public bool IsNone => Value is null;

    /// <summary>True for none and for "0", which name no particular state.</summary>
    public bool IsUnset => IsNone || string.Equals(Value, "0", StringComparison.Ordinal);

    /// <summary>
    /// Compares two versions of one resource as decimal numbers of any length (KEP-5504); false where either is not
    /// such a number or is "0", which is no object's version, and then nothing may be concluded from it.
    /// </summary>
    public bool TryCompare(ResourceVersion other, out int order)
    {
        order = 0;
        if (!IsDecimal(Value) || !IsDecimal(other.Value))
        {
            return false;
        }

        order = Value.Length != other.Value.Length
            ? Value.Length.CompareTo(other.Value.Length)
            : string.CompareOrdinal(Value, other.Value);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    // A leading zero is refused as the KEP does: with it, equal numbers would have unequal texts.
    private static bool IsDecimal([NotNullWhen(true)] string? text) =>
        !string.IsNullOrEmpty(text) && text[0] != '0' && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
