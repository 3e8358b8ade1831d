using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ModelSync.Kubernetes.Values;

/// <summary>Reads RFC 3339 timestamps as UTC ticks, without culture and without allocating.</summary>
internal static class Rfc3339Reader
{
    private const int MaxReadLength = 128;
    private const string Expected = "an RFC 3339 time such as 2006-01-02T15:04:05Z or 2006-01-02T15:04:05.000000+01:00";

    /// <summary>Reads a string or null token; null is the zero time, as metav1.Time reads it.</summary>
    public static long Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return 0;
        }

        if (reader.TokenType is not JsonTokenType.String)
        {
            throw new JsonException($"Expected {Expected} or null, found {reader.TokenType}.");
        }

        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            return TryParse(reader.ValueSpan, out var direct) ? direct : throw Invalid(reader.GetString());
        }

        var rawLength = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (rawLength > MaxReadLength)
        {
            throw Invalid(reader.GetString());
        }

        Span<byte> text = stackalloc byte[MaxReadLength];
        var length = reader.CopyString(text);
        return TryParse(text[..length], out var ticks) ? ticks : throw Invalid(reader.GetString());
    }

    /// <summary>Parses text outside JSON.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        Span<byte> utf8 = stackalloc byte[MaxReadLength];
        return text.Length <= MaxReadLength
            && Ascii.FromUtf16(text, utf8, out var length) is OperationStatus.Done
            && TryParse(utf8[..length], out utcTicks);
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8, out long utcTicks)
    {
        utcTicks = 0;
        if (!TryParseDate(utf8, out var ticks) || !TryParseClock(utf8, out var clock))
        {
            return false;
        }

        var rest = utf8[19..];
        if (!TryTakeFraction(ref rest, out var fraction) || !TryParseOffset(rest, out var offset))
        {
            return false;
        }

        ticks += clock + fraction - offset;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        utcTicks = ticks;
        return true;
    }

    public static FormatException NotATime(string? text) => new(Describe(text));

    private static JsonException Invalid(string? text) => new(Describe(text));

    private static string Describe(string? text) => $"'{Excerpt.Of(text)}' is not a time: expected {Expected}.";

    private static bool TryParseDate(ReadOnlySpan<byte> utf8, out long ticks)
    {
        ticks = 0;
        if (utf8.Length < 20 || utf8[4] != '-' || utf8[7] != '-' || utf8[10] is not ((byte)'T' or (byte)'t')
            || !TryReadDigits(utf8[..4], out var year) || !TryReadDigits(utf8.Slice(5, 2), out var month) || !TryReadDigits(utf8.Slice(8, 2), out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<byte> utf8, out long ticks)
    {
        ticks = 0;
        if (utf8[13] != ':' || utf8[16] != ':'
            || !TryReadDigits(utf8.Slice(11, 2), out var hour) || !TryReadDigits(utf8.Slice(14, 2), out var minute) || !TryReadDigits(utf8.Slice(17, 2), out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        ticks = new TimeSpan(hour, minute, second).Ticks;
        return true;
    }

    // Go writes nanoseconds and drops trailing zeros, so that every number of digits occurs (kubernetes-client/csharp #1350, KubeOps #599).
    private static bool TryTakeFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var index = 1;
        for (var weight = TimeSpan.TicksPerSecond / 10; index < rest.Length && rest[index] is >= (byte)'0' and <= (byte)'9'; index++, weight /= 10)
        {
            ticks += (rest[index] - '0') * weight;
        }

        rest = rest[index..];
        return index > 1;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.Length == 1)
        {
            return rest[0] is (byte)'Z' or (byte)'z';
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':'
            || !TryReadDigits(rest.Slice(1, 2), out var hours) || !TryReadDigits(rest.Slice(4, 2), out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0).Ticks;
        ticks = rest[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
