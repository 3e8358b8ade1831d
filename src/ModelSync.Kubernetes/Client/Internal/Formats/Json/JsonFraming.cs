using System.Text.Json;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>
/// Finds where one value ends and the next begins. It goes deeper than any model is read, and as deep as a Go server can send (10,000):
/// an object that is too deep for its model must be one invalid object, and not the end of its list or watch.
/// </summary>
internal static class JsonFraming
{
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = 10_100 };

    /// <summary>True for exactly one whole JSON object, whatever is in it.</summary>
    public static bool IsWholeObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
