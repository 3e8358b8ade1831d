using System.Text;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>
/// Writes a header once for each of its values. The platform joins them by commas into one line, but the API server takes each line of X-Remote-Group and
/// Impersonate-Group as one group: two would become a third that nobody has. An encoding is the only place where a request's lines can be shaped, and
/// HTTP/1.1 the only version in which they can.
/// </summary>
internal sealed class HeaderLines(string name) : Encoding
{
    private const char Separator = '\u001f';

    private readonly string _between = $"\r\n{name}: ";

    /// <summary>All values as one, for this encoding to part again.</summary>
    public static string Join(IEnumerable<string?> values) => string.Join(Separator, values);

    public override int GetByteCount(char[] chars, int index, int count) => Expand(chars, index, count).Length;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        var text = Expand(chars, charIndex, charCount);
        return Latin1.GetBytes(text, 0, text.Length, bytes, byteIndex);
    }

    public override int GetMaxByteCount(int charCount) => charCount * _between.Length;

    public override int GetCharCount(byte[] bytes, int index, int count) => Latin1.GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private string Expand(char[] chars, int index, int count) =>
        new string(chars, index, count).Replace(Separator.ToString(), _between, StringComparison.Ordinal);
}
