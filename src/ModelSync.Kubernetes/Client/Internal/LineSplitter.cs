namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Cuts a stream into its lines. A line that is too long is given by its beginning, and the rest of it is passed over.</summary>
internal sealed class LineSplitter(StreamBuffer buffer, int maxLineBytes)
{
    private int _scanned;
    private int _length;
    private bool _isPassingOver;

    /// <summary>The line, or the beginning of one that is too long; valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> Current => buffer.Unread[.._length];

    public bool IsOversized { get; private set; }

    /// <summary>True where the stream ended without ending its line.</summary>
    public bool HasRest => _isPassingOver || buffer.Unread.ContainsAnyExcept(" \t\r\n"u8);

    public async ValueTask<bool> MoveNextAsync(Stream stream)
    {
        while (true)
        {
            var end = buffer.Unread[_scanned..].IndexOf((byte)'\n');
            if (end >= 0 && TakeLine(_scanned + end))
            {
                return true;
            }

            if (end >= 0)
            {
                continue;
            }

            _scanned = buffer.Length;
            if (_isPassingOver)
            {
                buffer.Advance(buffer.Length);
                _scanned = 0;
            }
            else if (_scanned > maxLineBytes)
            {
                IsOversized = true;
                _length = _scanned;
                return true;
            }

            if (!await buffer.FillAsync(stream).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    public void Release()
    {
        // The line's end is passed over with it; of one that is too long, all up to its end still to come.
        buffer.Advance(IsOversized ? _length : Math.Min(_length + 1, buffer.Length));
        _isPassingOver = IsOversized;
        IsOversized = false;
        _length = 0;
        _scanned = 0;
    }

    // False for a line that tells nothing: an empty one, or the end of one that was too long.
    private bool TakeLine(int length)
    {
        if (!_isPassingOver && buffer.Unread[..length].ContainsAnyExcept(" \t\r"u8))
        {
            _length = length;
            return true;
        }

        _isPassingOver = false;
        buffer.Advance(length + 1);
        _scanned = 0;
        return false;
    }
}
