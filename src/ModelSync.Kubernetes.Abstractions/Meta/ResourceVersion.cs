namespace ModelSync.Kubernetes.Meta;

/// <summary>The server's opaque mark of one state of an object or a list.</summary>
/// <param name="Value">The text as the server sent it; null and empty both mean "none".</param>
public readonly record struct ResourceVersion(string? Value)
{
    /// <summary>No resource version: a read then asks for the newest state.</summary>
    public static ResourceVersion None => default;

    /// <summary>"Any": a read may be answered from the server's watch cache.</summary>
    public static ResourceVersion Any { get; } = new("0");

    /// <summary>True where there is no resource version.</summary>
    public bool IsNone => string.IsNullOrEmpty(Value);

    /// <summary>True for none and for "0", which name no particular state.</summary>
    public bool IsUnset => IsNone || string.Equals(Value, "0", StringComparison.Ordinal);

    /// <summary>
    /// Compares two versions of one resource as decimal numbers of any length (KEP-5504);
    /// false where either is not such a number, and then nothing may be concluded from it.
    /// </summary>
    public bool TryCompare(ResourceVersion other, out int order)
    {
        order = 0;
        if (!IsDecimal(Value) || !IsDecimal(other.Value))
        {
            return false;
        }

        order = Value!.Length != other.Value!.Length
            ? Value.Length.CompareTo(other.Value.Length)
            : string.CompareOrdinal(Value, other.Value);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    // A leading zero is refused as the KEP does: with it, equal numbers would have unequal texts.
    private static bool IsDecimal(string? text) =>
        !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && (text[0] != '0' || text.Length == 1);
}
