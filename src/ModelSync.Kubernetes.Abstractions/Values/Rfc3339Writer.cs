using System.Text;

namespace ModelSync.Kubernetes.Values;

/// <summary>Writes UTC ticks as RFC 3339 timestamps, without culture.</summary>
internal static class Rfc3339Writer
{
    /// <summary>The length of <c>2006-01-02T15:04:05.000000Z</c>, the longest text that is written.</summary>
    public const int MaxLength = 27;

    /// <summary>Writes <paramref name="utcTicks"/> with exactly <paramref name="fractionDigits"/> (0 or 6) digits and returns the length.</summary>
    public static int Format(long utcTicks, int fractionDigits, Span<byte> destination)
    {
        var time = new DateTime(utcTicks, DateTimeKind.Utc);
        WriteDigits(destination[..4], time.Year);
        destination[4] = (byte)'-';
        WriteDigits(destination.Slice(5, 2), time.Month);
        destination[7] = (byte)'-';
        WriteDigits(destination.Slice(8, 2), time.Day);
        destination[10] = (byte)'T';
        WriteDigits(destination.Slice(11, 2), time.Hour);
        destination[13] = (byte)':';
        WriteDigits(destination.Slice(14, 2), time.Minute);
        destination[16] = (byte)':';
        WriteDigits(destination.Slice(17, 2), time.Second);
        var length = 19;
        if (fractionDigits > 0)
        {
            destination[length++] = (byte)'.';
            WriteDigits(destination.Slice(length, fractionDigits), (int)(utcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
            length += fractionDigits;
        }

        destination[length++] = (byte)'Z';
        return length;
    }

    public static string Format(long utcTicks, int fractionDigits)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(utcTicks, fractionDigits, text)]);
    }

    private static void WriteDigits(Span<byte> destination, int value)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
