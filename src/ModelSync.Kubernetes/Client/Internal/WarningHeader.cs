using System.Text;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads the one form of Warning header that API servers send: `299 - "text"`.</summary>
internal static class WarningHeader
{
    public static bool TryParse(string header, out string message)
    {
        message = string.Empty;
        var start = header.IndexOf('"', StringComparison.Ordinal);
        if (!header.StartsWith("299 ", StringComparison.Ordinal) || start < 0)
        {
            return false;
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
                    message = text.ToString();
                    return true;
                default:
                    text.Append(header[index]);
                    break;
            }
        }

        return false;
    }
}
