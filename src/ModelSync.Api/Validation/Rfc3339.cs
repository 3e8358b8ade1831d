using System.Globalization;

namespace ModelSync.Api.Validation;

/// <summary>Judges times.</summary>
internal static class Rfc3339
{
    private const string Shape = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[-+][0-9]{2}:[0-9]{2})$";

    public static bool IsTime(string text) => PatternCache.Of(Shape).IsMatch(text)
        && DateTime.TryParseExact(text.ToUpperInvariant().AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
