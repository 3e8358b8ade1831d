namespace ModelSync.Cli.Output;

/// <summary>Breaks long texts at spaces.</summary>
internal static class WrappedText
{
    private const int Narrowest = 20;

    /// <summary>The text in lines of at most so many columns; a longer word stays whole.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        width = Math.Max(width, Narrowest);
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
