using System.Text;

namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>Turns the bytes of a document into text that a YAML reader may see.</summary>
internal static class DocumentText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of UTF-8 bytes, with or without a byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, DocumentSource source)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            throw source.Error(KubeConfigProblem.Invalid, 1, 1, field: null, "the text is UTF-16 or UTF-32; save it as UTF-8");
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var (line, column) = Locate(bytes, exception.Index);
            throw source.Error(KubeConfigProblem.Invalid, line, column, field: null, "the bytes are not UTF-8; save the text as UTF-8");
        }
    }

    /// <summary>Refuses characters that YAML forbids: readers disagree about them, which hides fields from one of them.</summary>
    public static void RefuseControlCharacters(string text, DocumentSource source)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if ((char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085')) || IsLoneSurrogate(text, index) || character == '\uFEFF')
            {
                var line = 1 + text.AsSpan(0, index).Count('\n');
                var column = index - text.AsSpan(0, index).LastIndexOf('\n');
                throw source.Error(KubeConfigProblem.Invalid, line, column, field: null, $"the character U+{(int)character:X4} may not stand in a kubeconfig; remove it");
            }
        }
    }

    private static (int Line, int Column) Locate(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        return (1 + before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static bool IsLoneSurrogate(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 >= text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
