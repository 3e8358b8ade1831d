using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModelSync.Cli.Output;

/// <summary>A line, or a cell of a table, in pieces of several tones; immutable.</summary>
internal sealed class Line
{
    private const string Off = "\e[0m";

    private readonly ImmutableArray<Piece> _pieces;

    private Line(ImmutableArray<Piece> pieces)
    {
        _pieces = pieces;
        Length = pieces.Sum(piece => new StringInfo(piece.Text).LengthInTextElements);
    }

    /// <summary>A line of nothing.</summary>
    public static Line Empty { get; } = new([]);

    /// <summary>How many columns it takes.</summary>
    public int Length { get; }

    public static implicit operator Line(string text) => Of(text);

    /// <summary>A line of one piece; what a terminal would act on is left out.</summary>
    public static Line Of(string? text, Tone tone = Tone.Plain) => Empty.Add(text, tone);

    /// <summary>The line with another piece.</summary>
    public Line Add(string? text, Tone tone = Tone.Plain) => string.IsNullOrEmpty(text) ? this : new(_pieces.Add(new Piece(Harmless(text), tone)));

    /// <summary>The line followed by another.</summary>
    public Line Add(Line other) => new(_pieces.AddRange(other._pieces));

    /// <summary>The line with spaces up to a width.</summary>
    public Line PadTo(int width) => Length >= width ? this : Add(new string(' ', width - Length));

    /// <summary>The line without spaces at its end.</summary>
    public Line TrimEnd()
    {
        var pieces = _pieces;
        while (pieces.Length > 0)
        {
            var trimmed = pieces[^1].Text.TrimEnd(' ');
            if (trimmed.Length > 0)
            {
                return new Line(pieces.SetItem(pieces.Length - 1, pieces[^1] with { Text = trimmed }));
            }

            pieces = pieces.RemoveAt(pieces.Length - 1);
        }

        return Empty;
    }

    /// <summary>The line, cut to a width with a mark that it was.</summary>
    public Line CutTo(int width)
    {
        if (Length <= width)
        {
            return this;
        }

        var (kept, left) = (Empty, Math.Max(0, width - 1));
        foreach (var piece in _pieces)
        {
            var info = new StringInfo(piece.Text);
            var part = info.LengthInTextElements <= left ? piece.Text : left == 0 ? "" : info.SubstringByTextElements(0, left);
            kept = kept.Add(part, piece.Tone);
            left -= new StringInfo(part).LengthInTextElements;
        }

        return width > 0 ? kept.Add("…", Tone.Dim) : kept;
    }

    /// <summary>The text, with or without colours.</summary>
    public string ToText(bool colours)
    {
        var text = new StringBuilder();
        foreach (var piece in _pieces)
        {
            if (colours && piece.Tone != Tone.Plain)
            {
                text.Append(CodeOf(piece.Tone)).Append(piece.Text).Append(Off);
            }
            else
            {
                text.Append(piece.Text);
            }
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => ToText(colours: false);

    // What comes from a cluster may hold escape sequences, with which a stranger could write over what people read.
    private static string Harmless(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && text.AsSpan().IndexOfAnyInRange('\x7f', '\x9f') < 0
        ? text
        : string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static string CodeOf(Tone tone) => tone switch
    {
        Tone.Good => "\e[32m",
        Tone.Warn => "\e[33m",
        Tone.Bad => "\e[31m",
        Tone.New => "\e[36m",
        Tone.Dim => "\e[2m",
        _ => "\e[1m",
    };
}
