namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

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
        while (!TryTakeLine())
        {
            if (!await buffer.FillAsync(stream).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    public void Release()
    {
        // The line's end is passed over with it; of one that is too long, all up to its end still to come.
        buffer.Advance(IsOversized ? _length : _length + 1);
        _isPassingOver = IsOversized;
        IsOversized = false;
        _length = 0;
        _scanned = 0;
    }

    private bool TryTakeLine()
    {
        while (true)
        {
            var end = buffer.Unread[_scanned..].IndexOf((byte)'\n');
            var length = end < 0 ? buffer.Length : _scanned + end;
            if (_isPassingOver)
            {
                PassOver(length, hasEnd: end >= 0);
            }
            else if (length > maxLineBytes)
            {
                // The same for a line that came in one piece as for one that is still coming: what is too long must not depend on the network.
                IsOversized = true;
                _length = maxLineBytes;
                return true;
            }
            else if (end >= 0 && buffer.Unread[..length].ContainsAnyExcept(" \t\r"u8))
            {
                _length = length;
                return true;
            }
            else if (end >= 0)
            {
                PassOver(length, hasEnd: true);
            }
            else
            {
                _scanned = length;
            }

            if (end < 0)
            {
                return false;
            }
        }
    }

    private void PassOver(int length, bool hasEnd)
    {
        buffer.Advance(hasEnd ? length + 1 : length);
        _scanned = 0;
        _isPassingOver = _isPassingOver && !hasEnd;
    }
}
