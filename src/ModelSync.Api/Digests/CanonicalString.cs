using System.Buffers;
using System.Text;

namespace ModelSync.Api.Digests;

/// <summary>Writes strings with the escapes of RFC 8785, section 3.2.2.2, and no other.</summary>
internal static class CanonicalString
{
    private const string Hex = "0123456789abcdef";

    // The quotation mark, the backslash, and U+0000 to U+001F.
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code)));

    public static void Write(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (text.Length > 0)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                plain = text.Length;
            }

            Encoding.UTF8.GetBytes(text[..plain], output);
            text = text[plain..];
            if (text.Length > 0)
            {
                Escape(text[0], output);
                text = text[1..];
            }
        }

        output.Write("\""u8);
    }

    private static void Escape(char character, IBufferWriter<byte> output)
    {
        switch (character)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                output.Write("\\u00"u8);
                output.Write([(byte)Hex[character >> 4], (byte)Hex[character & 0xF]]);
                break;
        }
    }
}
