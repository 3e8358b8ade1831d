namespace ModelSync.Operator.Gates.Exposition;

/// <summary>A place in a line, which moves from left to right, and what stands there.</summary>
internal ref struct LineCursor(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;

    public readonly bool IsEmpty => _at == _line.Length;

    public readonly bool IsAt(char character) => !IsEmpty && _line[_at] == character;

    public bool Take(char character)
    {
        if (!IsAt(character))
        {
            return false;
        }

        _at++;
        return true;
    }

    public void SkipBlanks()
    {
        while (IsAt(' ') || IsAt('\t'))
        {
            _at++;
        }
    }

    /// <summary>What stands before the next blank; may be empty.</summary>
    public ReadOnlySpan<byte> Word()
    {
        var start = _at;
        while (!IsEmpty && !IsAt(' ') && !IsAt('\t'))
        {
            _at++;
        }

        return _line[start.._at];
    }

    /// <summary>A name of letters, digits and underscores that begins with no digit; metrics may have colons; may be empty.</summary>
    public ReadOnlySpan<byte> Name(bool allowColon)
    {
        var start = _at;
        while (!IsEmpty && ExpositionText.IsOfName(_line[_at], _at == start, allowColon))
        {
            _at++;
        }

        return _line[start.._at];
    }

    /// <summary>The text before the next quotes that no backslash stands before, which are taken too; false where there are none.</summary>
    public bool TryQuoted(out ReadOnlySpan<byte> text, out bool isEscaped)
    {
        var start = _at;
        isEscaped = false;
        while (_at < _line.Length && _line[_at] != '"')
        {
            isEscaped |= _line[_at] == '\\';
            _at += _line[_at] == '\\' ? 2 : 1;
        }

        if (_at >= _line.Length)
        {
            _at = _line.Length;
            text = default;
            return false;
        }

        text = _line[start.._at++];
        return true;
    }
}
