using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelSync.Api.Schema;

namespace ModelSync.Registries.Protocol;

/// <summary>Tells whether bytes are a manifest that can be pinned, and how large its content is.</summary>
internal static class ManifestReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads the type and size; <paramref name="error"/> says why it is none, and never quotes it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, string? mediaType, out long? size, [NotNullWhen(false)] out string? error)
    {
        (size, error) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                error = "is no manifest";
                return false;
            }

            // An OCI manifest may leave its type to the header, and some registries leave out the header.
            var inside = root.TryGetProperty("mediaType", out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;
            var type = ManifestTypes.IsKnown(mediaType) ? mediaType : inside;
            if (!ManifestTypes.IsKnown(type) || (inside is not null && !string.Equals(inside, type, StringComparison.Ordinal)))
            {
                error = "is neither an OCI nor a docker (schema 2) manifest or index";
                return false;
            }

            size = ManifestTypes.IsIndex(type!) ? null : Sum(root);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            error = "is no JSON";
            return false;
        }
    }

    private static long? Sum(JsonElement root)
    {
        if (!root.TryGetProperty("layers", out var layers) || layers.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var sum = 0L;
        foreach (var layer in layers.EnumerateArray())
        {
            if (!layer.TryGetProperty("size", out var size) || !size.TryGetInt64(out var bytes) || bytes < 0 || bytes > Limits.MaxInteger - sum)
            {
                return null;
            }

            sum += bytes;
        }

        return sum;
    }
}
