namespace ModelSync.Cli.Output;

/// <summary>Paints a page over its last state, on a terminal.</summary>
internal sealed class LivePage(Func<Screen> look)
{
    private string _last = "";
    private int _lines;

    /// <summary>Shows the page in the place of the last one; what does not fit is cut, or lines could not be counted.</summary>
    public void Show(Func<Screen, IReadOnlyList<Line>> render)
    {
        var screen = look();
        var (width, height) = (screen.Width ?? 80, Math.Max(2, (screen.Height ?? 24) - 1));
        var lines = render(screen).Select(line => line.CutTo(width)).ToList();
        if (lines.Count > height)
        {
            var hidden = lines.Count - height + 1;
            lines = [.. lines.Take(height - 1), Line.Of($"… and {hidden} more lines: make the terminal higher", Tone.Dim).CutTo(width)];
        }

        var text = string.Concat(lines.Select(line => $"{line.ToText(screen.HasColours)}\n"));
        if (string.Equals(text, _last, StringComparison.Ordinal))
        {
            return;
        }

        // Up to the first line, and away with everything below.
        screen.Output.Write(_lines > 0 ? $"\e[{_lines}A\r\e[J{text}" : text);
        screen.Output.Flush();
        (_last, _lines) = (text, lines.Count);
    }
}
