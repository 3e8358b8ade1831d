namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>
/// Passes over one JSON object, array or string piece by piece. A JSON reader needs each token whole, and one string may be larger than all that is to be kept.
/// </summary>
internal struct ValueSkipper
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>True for the first byte of an object, array or string; other values have no end of their own.</summary>
    public static bool CanSkip(byte first) => first is (byte)'{' or (byte)'[' or (byte)'"';

    /// <summary>True where the value ends within these bytes, which it does after <paramref name="consumed"/> of them.</summary>
    public bool Skip(ReadOnlySpan<byte> json, out int consumed)
    {
        for (consumed = 0; consumed < json.Length;)
        {
            var value = json[consumed++];
            if (_isInString)
            {
                _isInString = _isEscaped || value != (byte)'"';
                _isEscaped = !_isEscaped && value == (byte)'\\';
            }
            else
            {
                _isInString = value == (byte)'"';
                _depth += value is (byte)'{' or (byte)'[' ? 1 : value is (byte)'}' or (byte)']' ? -1 : 0;
            }

            if (_depth == 0 && !_isInString)
            {
                return true;
            }
        }

        return false;
    }
}
