using System.Buffers;

namespace ModelSync.Cli.Pins;

/// <summary>Splits a text into lines as YAML counts them, so that a place of the parser is a place in the text.</summary>
internal static class TextLines
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\u0085\u2028\u2029");

    /// <summary>The lines with their ends, which may be of several kinds in one text.</summary>
    public static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(Breaks);
            var next = end < 0 ? text.Length : start + end + (text.AsSpan(start + end).StartsWith("\r\n") ? 2 : 1);
            lines.Add(text[start..next]);
            start = next;
        }

        return lines;
    }

    /// <summary>How long a line is without its end.</summary>
    public static int LengthOf(string line) => line.AsSpan().IndexOfAny(Breaks) is var end and >= 0 ? end : line.Length;
}
