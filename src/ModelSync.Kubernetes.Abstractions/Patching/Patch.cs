using System.Text.Json;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Patching;

/// <summary>A change of an object that is sent instead of the object. Immutable.</summary>
public sealed class Patch
{
    private Patch(string mediaType, ReadOnlyMemory<byte> body)
    {
        MediaType = mediaType;
        Body = body;
    }

    /// <summary>The media type that tells the server how to apply the patch.</summary>
    public string MediaType { get; }

    /// <summary>The patch as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>A JSON patch; begins a list of operations that succeed or fail together.</summary>
    public static JsonPatchBuilder Json() => new();

    /// <summary>A JSON merge patch, which is copied: null deletes a member, a list replaces the whole list.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static Patch Merge(ReadOnlySpan<byte> json) => FromObject(MediaTypes.MergePatch, json);

    /// <summary>A strategic merge patch, which is copied: lists merge by their keys; servers refuse it for custom kinds.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static Patch StrategicMerge(ReadOnlySpan<byte> json) => FromObject(MediaTypes.StrategicMergePatch, json);

    internal static Patch FromOperations(ReadOnlyMemory<byte> json) => new(MediaTypes.JsonPatch, json);

    private static Patch FromObject(string mediaType, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonLimits.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"a body of {mediaType} must be a JSON object, beginning with '{{'");
        }

        reader.Skip();
        if (reader.Read())
        {
            throw new JsonException($"bytes stand behind the body of {mediaType}");
        }

        return new Patch(mediaType, json.ToArray());
    }
}
