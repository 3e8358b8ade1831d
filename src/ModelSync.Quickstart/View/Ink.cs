using System.Text;

namespace ModelSync.Quickstart.View;

/// <summary>Turns parts of lines into text for a terminal, with colours or without.</summary>
internal sealed class Ink(bool hasColors)
{
    private const string Reset = "\e[0m";

    /// <summary>Whether this environment wants colours: https://no-color.org.</summary>
    public static bool WantsColors(Func<string, string?> environment) => string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") is not "dumb";

    /// <summary>The line, cut to a width: a line that wraps would be counted as one and painted over as one.</summary>
    public string Render(IEnumerable<Span> spans, int width)
    {
        var text = new StringBuilder();
        foreach (var span in spans)
        {
            var shown = span.Text.Length > width ? span.Text[..width] : span.Text;
            width -= shown.Length;
            text.Append(Render(shown, span.Tone));
        }

        return text.ToString();
    }

    public string Render(string text, Tone tone) =>
        !hasColors || tone == Tone.Plain || string.IsNullOrWhiteSpace(text) ? text : $"{Code(tone)}{text}{Reset}";

    private static string Code(Tone tone) => tone switch
    {
        Tone.Dim => "\e[2m",
        Tone.Strong => "\e[1m",
        Tone.Good => "\e[32m",
        _ => "\e[31m",
    };
}
