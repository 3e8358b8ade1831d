using System.Text;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads the one form of Warning header that API servers send, `299 - "text"`; a line holds several where something between has joined them.</summary>
internal static class WarningHeader
{
    private const string Code = "299 ";

    /// <summary>The texts in a header line; from what is malformed on there are none.</summary>
    public static IEnumerable<string> Parse(string header)
    {
        for (var position = 0; position < header.Length;)
        {
            var isApiWarning = header.AsSpan(position).TrimStart(", ").StartsWith(Code, StringComparison.Ordinal);
            if (!isApiWarning || ReadQuoted(header, ref position) is not { } message)
            {
                yield break;
            }

            yield return message;
            SkipDate(header, ref position);
        }
    }

    private static string? ReadQuoted(string header, ref int position)
    {
        var start = header.IndexOf('"', position);
        if (start < 0)
        {
            return null;
        }

        var text = new StringBuilder();
        for (var index = start + 1; index < header.Length; index++)
        {
            switch (header[index])
            {
                case '\\' when index + 1 < header.Length:
                    text.Append(header[++index]);
                    break;
                case '"':
                    position = index + 1;
                    return text.ToString();
                default:
                    text.Append(header[index]);
                    break;
            }
        }

        return null;
    }

    // RFC 7234 allows for a quoted date behind the text.
    private static void SkipDate(string header, ref int position)
    {
        if (header.AsSpan(position).TrimStart(' ').StartsWith("\"", StringComparison.Ordinal))
        {
            ReadQuoted(header, ref position);
        }
    }
}
