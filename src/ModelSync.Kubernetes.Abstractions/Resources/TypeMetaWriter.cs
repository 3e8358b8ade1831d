using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Puts the API version and kind in front of an object that does not carry them: servers need both for custom kinds and for apply.</summary>
internal static class TypeMetaWriter
{
    public static void Write(IBufferWriter<byte> output, ResourceInfo resource, string? apiVersion, string? kind, ReadOnlySpan<byte> json)
    {
        Check(resource, "apiVersion", apiVersion, resource.ApiVersion);
        Check(resource, "kind", kind, resource.Kind);

        if (apiVersion is not null && kind is not null)
        {
            output.Write(json);
            return;
        }

        var body = json.TrimStart(" \t\r\n"u8);
        output.Write("{"u8);
        WriteMember(output, "\"apiVersion\":"u8, apiVersion is null ? resource.ApiVersion : null);
        WriteMember(output, "\"kind\":"u8, kind is null ? resource.Kind : null);
        output.Write(body[1..]);
    }

    private static void WriteMember(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            return;
        }

        output.Write(name);
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(value).EncodedUtf8Bytes);

        // Metadata is required, so at least one member always follows.
        output.Write("\","u8);
    }

    private static void Check(ResourceInfo resource, string member, string? actual, string expected)
    {
        if (actual is not null && !string.Equals(actual, expected, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{member} is \"{actual}\", but the request is for {resource}: leave it out or write \"{expected}\"");
        }
    }
}
