namespace ModelSync.Operator.Reading;

/// <summary>Compares texts as machines do.</summary>
internal static class Text
{
    public static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
