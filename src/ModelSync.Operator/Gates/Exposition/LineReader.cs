using System.Text;
using System.Text.Unicode;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>Reads the parts of one line, from left to right.</summary>
internal ref struct LineReader
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly bool _isOpen;
    private LineCursor _cursor;

    public LineReader(ReadOnlySpan<byte> line, int number, bool isOpen)
    {
        _line = line;
        _cursor = new LineCursor(line);
        (Number, _isOpen) = (number, isOpen);
        _cursor.SkipBlanks();
    }

    public int Number { get; }

    public readonly bool IsEmpty => _cursor.IsEmpty;

    public readonly bool IsComment => _cursor.IsAt('#');

    public readonly bool IsEnd => _line.SequenceEqual("# EOF"u8);

    /// <summary>A name of letters, digits and underscores that begins with no digit; metrics may have colons.</summary>
    public ReadOnlySpan<byte> Name(bool allowColon)
    {
        var name = _cursor.Name(allowColon);
        return name.Length > 0 ? name : throw Wrong("a name is missing, or has a character that names do not have");
    }

    /// <summary>The labels in braces, if there are any; not kept where nobody wants them.</summary>
    public KeyValuePair<string, string>[] Labels(bool keep)
    {
        _cursor.SkipBlanks();
        if (!_cursor.Take('{'))
        {
            return [];
        }

        var labels = new List<KeyValuePair<string, string>>();
        for (var count = 0; ; count++)
        {
            _cursor.SkipBlanks();
            if (_cursor.Take('}'))
            {
                return [.. labels];
            }

            if (count == ExpositionLimits.Labels)
            {
                throw Wrong($"more than {ExpositionLimits.Labels} labels");
            }

            var label = Label(keep);
            if (keep)
            {
                AddOnce(labels, label);
            }

            _cursor.SkipBlanks();
            if (!_cursor.Take(',') && !_cursor.IsAt('}'))
            {
                throw Wrong("labels are not parted by a comma");
            }
        }
    }

    public double Value()
    {
        _cursor.SkipBlanks();
        var text = _cursor.Word();
        return text.Length > 0 && ExpositionText.TryNumber(text, out var value) ? value : throw Wrong("the value is missing or is no number");
    }

    /// <summary>What may follow a value: a time, and in OpenMetrics an exemplar, of which nothing is kept.</summary>
    public void Rest()
    {
        _cursor.SkipBlanks();
        if (!IsEmpty && !IsComment && !ExpositionText.TryNumber(_cursor.Word(), out _))
        {
            throw Wrong("the time is no number");
        }

        _cursor.SkipBlanks();
        if (IsEmpty)
        {
            return;
        }

        if (!_isOpen || !_cursor.Take('#'))
        {
            throw Wrong("something follows the value and the time");
        }

        _cursor.SkipBlanks();
        Labels(keep: false);
        Value();
        _cursor.SkipBlanks();
        if (!IsEmpty && (!ExpositionText.TryNumber(_cursor.Word(), out _) || !IsEmpty))
        {
            throw Wrong("the exemplar cannot be read");
        }
    }

    private KeyValuePair<string, string> Label(bool keep)
    {
        var name = Name(allowColon: false);
        _cursor.SkipBlanks();
        if (!_cursor.Take('='))
        {
            throw Wrong("a label has no equals sign");
        }

        _cursor.SkipBlanks();
        if (!_cursor.Take('"'))
        {
            throw Wrong("the value of a label has no quotes");
        }

        var value = QuotedText(keep);
        return keep ? KeyValuePair.Create(Encoding.ASCII.GetString(name), value) : default;
    }

    /// <summary>A text up to its closing quote, with \\, \" and \n resolved.</summary>
    private string QuotedText(bool keep)
    {
        if (!_cursor.TryQuoted(out var raw, out var isEscaped))
        {
            throw Wrong("the value of a label has no closing quotes");
        }

        if (!Utf8.IsValid(raw))
        {
            throw Wrong("the value of a label is no UTF-8 text");
        }

        return !keep ? string.Empty : !isEscaped ? Encoding.UTF8.GetString(raw)
            : ExpositionText.Unescape(raw) ?? throw Wrong("a label has a backslash before something else than \\, \" and n");
    }

    private readonly void AddOnce(List<KeyValuePair<string, string>> labels, KeyValuePair<string, string> label)
    {
        foreach (var (name, _) in labels)
        {
            if (string.Equals(name, label.Key, StringComparison.Ordinal))
            {
                throw Wrong("the same label twice");
            }
        }

        labels.Add(label);
    }

    private readonly ExpositionException Wrong(string problem) => new(Number, problem);
}
