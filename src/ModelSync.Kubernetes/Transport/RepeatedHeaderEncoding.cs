using System.Text;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Writes a header once for each of its values. The platform joins all values of a header by commas into one line, but the API server takes each line of
/// Impersonate-Group as one group,
/// so that two groups would become a third that nobody has. An encoding is the only place where a request's lines can be shaped; it works in HTTP/1.1 alone.
/// </summary>
internal sealed class RepeatedHeaderEncoding : Encoding
{
    /// <summary>Stands between two values in the header's text; no value may hold it.</summary>
    public const char Separator = '\u001f';

    private readonly string _between;

    public RepeatedHeaderEncoding(string headerName) => _between = $"\r\n{headerName}: ";

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(Expand(chars, index, count));

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        var text = Expand(chars, charIndex, charCount);
        return UTF8.GetBytes(text, 0, text.Length, bytes, byteIndex);
    }

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount * _between.Length);

    public override int GetCharCount(byte[] bytes, int index, int count) => throw OneWay();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => throw OneWay();

    public override int GetMaxCharCount(int byteCount) => throw OneWay();

    private static NotSupportedException OneWay() => new("This encoding only writes headers.");

    private string Expand(char[] chars, int index, int count) =>
        new string(chars, index, count).Replace(Separator.ToString(), _between, StringComparison.Ordinal);
}
