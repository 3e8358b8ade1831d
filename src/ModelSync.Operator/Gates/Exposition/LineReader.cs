using System.Text;
using System.Text.Unicode;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>Reads one line from left to right.</summary>
internal ref struct LineReader
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly bool _isOpen;
    private int _at;

    public LineReader(ReadOnlySpan<byte> line, int number, bool isOpen)
    {
        _line = line;
        (Number, _isOpen) = (number, isOpen);
        SkipBlanks();
    }

    public int Number { get; }

    public readonly bool IsEmpty => _at == _line.Length;

    public readonly bool IsComment => !IsEmpty && _line[_at] == '#';

    public readonly bool IsEnd => _line.SequenceEqual("# EOF"u8);

    /// <summary>A name of letters, digits and underscores that begins with no digit; metrics may have colons.</summary>
    public ReadOnlySpan<byte> Name(bool allowColon)
    {
        var start = _at;
        while (_at < _line.Length && ExpositionText.IsOfName(_line[_at], _at == start, allowColon))
        {
            _at++;
        }

        return _at > start ? _line[start.._at] : throw Wrong("a name is missing, or has a character that names do not have");
    }

    /// <summary>The labels in braces, if there are any; not kept where nobody wants them.</summary>
    public KeyValuePair<string, string>[] Labels(bool keep)
    {
        SkipBlanks();
        if (!Take('{'))
        {
            return [];
        }

        var labels = new List<KeyValuePair<string, string>>();
        for (var count = 0; ; count++)
        {
            SkipBlanks();
            if (Take('}'))
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

            SkipBlanks();
            if (!Take(',') && (IsEmpty || _line[_at] != '}'))
            {
                throw Wrong("labels are not parted by a comma");
            }
        }
    }

    public double Value()
    {
        SkipBlanks();
        var text = Word();
        return text.Length > 0 && ExpositionText.TryNumber(text, out var value) ? value : throw Wrong("the value is missing or is no number");
    }

    /// <summary>What may follow a value: a time, and in OpenMetrics an exemplar, of which nothing is kept.</summary>
    public void Rest()
    {
        SkipBlanks();
        if (!IsEmpty && !IsComment && !ExpositionText.TryNumber(Word(), out _))
        {
            throw Wrong("the time is no number");
        }

        SkipBlanks();
        if (IsEmpty)
        {
            return;
        }

        if (!_isOpen || !Take('#'))
        {
            throw Wrong("something follows the value and the time");
        }

        SkipBlanks();
        Labels(keep: false);
        Value();
        SkipBlanks();
        if (!IsEmpty && (!ExpositionText.TryNumber(Word(), out _) || !IsEmpty))
        {
            throw Wrong("the exemplar cannot be read");
        }
    }

    private KeyValuePair<string, string> Label(bool keep)
    {
        var name = Name(allowColon: false);
        SkipBlanks();
        if (!Take('='))
        {
            throw Wrong("a label has no equals sign");
        }

        SkipBlanks();
        if (!Take('"'))
        {
            throw Wrong("the value of a label has no quotes");
        }

        var value = QuotedText(keep);
        return keep ? KeyValuePair.Create(Encoding.ASCII.GetString(name), value) : default;
    }

    /// <summary>A text up to its closing quote, with \\, \" and \n resolved.</summary>
    private string QuotedText(bool keep)
    {
        var start = _at;
        var isEscaped = false;
        while (_at < _line.Length && _line[_at] != '"')
        {
            isEscaped |= _line[_at] == '\\';
            _at += _line[_at] == '\\' ? 2 : 1;
        }

        if (_at >= _line.Length)
        {
            throw Wrong("the value of a label has no closing quotes");
        }

        var raw = _line[start.._at++];
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

    private ReadOnlySpan<byte> Word()
    {
        var start = _at;
        while (_at < _line.Length && _line[_at] is not ((byte)' ' or (byte)'\t'))
        {
            _at++;
        }

        return _line[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < _line.Length && _line[_at] is (byte)' ' or (byte)'\t')
        {
            _at++;
        }
    }

    private bool Take(char character)
    {
        if (_at < _line.Length && _line[_at] == character)
        {
            _at++;
            return true;
        }

        return false;
    }

    private readonly ExpositionException Wrong(string problem) => new(Number, problem);
}
