namespace ModelSync.Api.Validation.Rules;

/// <summary>Reads durations of the Gateway API (GEP-2257), such as 1h30m or 500ms.</summary>
internal static class GatewayDuration
{
    /// <summary>The milliseconds of a text that the schema's pattern allows.</summary>
    public static long Milliseconds(string text)
    {
        var (total, number) = (0L, 0L);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                number = (number * 10) + (text[i] - '0');
                continue;
            }

            var isMilli = text[i] == 'm' && i + 1 < text.Length && text[i + 1] == 's';
            total += number * (text[i] switch { 'h' => 3_600_000, 's' => 1000, _ => isMilli ? 1 : 60_000 });
            number = 0;
            i += isMilli ? 1 : 0;
        }

        return total;
    }
}
