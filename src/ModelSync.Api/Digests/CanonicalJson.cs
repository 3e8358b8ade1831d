using System.Buffers;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Digests;

/// <summary>
/// The one text of all JSON texts that mean the same to Kubernetes: what digests and revisions are computed over.
/// </summary>
/// <remarks>
/// Close to RFC 8785: no white space; members sorted by the UTF-16 code units of their names; in strings only the quotation mark, the
/// backslash and control characters are escaped. It differs where Kubernetes does: integers of 64 bits keep all their digits, and other
/// numbers are what Go makes of them (1.0 is 1, -0 is 0); a member that is null is left out, since Kubernetes means the same by both, but
/// a null in a list keeps its place. A name that occurs twice is refused, because readers disagree about which one counts.
/// Nothing here depends on the encoders or Unicode tables of the platform, so that the bytes are the same with every .NET.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Returns the canonical UTF-8 text of <paramref name="value"/>; a <see cref="FormatException"/> names the path of what has none.</summary>
    public static byte[] Write(RawJson value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Write(value.Utf8);
    }

    /// <summary>Returns the canonical text of the JSON text <paramref name="utf8"/>; a <see cref="FormatException"/> names the path of what has none.</summary>
    public static byte[] Write(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonLimits.MaxDepth });
        return Write(document.RootElement);
    }

    /// <summary>Returns the canonical UTF-8 text of <paramref name="value"/>; a <see cref="FormatException"/> names the path of what has none.</summary>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Appends the canonical UTF-8 text of <paramref name="value"/> to <paramref name="output"/>.</summary>
    public static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteValue(value, output, path: "$");
    }

    private static void WriteValue(JsonElement value, IBufferWriter<byte> output, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, path);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output, path);
                break;
            case JsonValueKind.String:
                CanonicalString.Write(TextOf(value, path), output);
                break;
            case JsonValueKind.Number:
                Append(output, CanonicalNumber.Format(value, path));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new FormatException($"{path} is no JSON value: hand over an element of a parsed document.");
        }
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output, string path)
    {
        var members = MembersOf(value, path);
        output.Write("{"u8);
        var first = true;
        for (var i = 0; i < members.Length; i++)
        {
            var (name, member) = members[i];
            if (i > 0 && string.Equals(members[i - 1].Name, name, StringComparison.Ordinal))
            {
                throw new FormatException($"{path} has the member \"{name}\" twice: leave one of them.");
            }

            if (member.ValueKind is JsonValueKind.Null)
            {
                continue;
            }

            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            CanonicalString.Write(name, output);
            output.Write(":"u8);
            WriteValue(member, output, $"{path}.{name}");
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, IBufferWriter<byte> output, string path)
    {
        output.Write("["u8);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            WriteValue(item, output, $"{path}[{index}]");
            index++;
        }

        output.Write("]"u8);
    }

    private static (string Name, JsonElement Value)[] MembersOf(JsonElement value, string path)
    {
        var members = new List<(string Name, JsonElement Value)>();
        try
        {
            foreach (var member in value.EnumerateObject())
            {
                members.Add((member.Name, member.Value));
            }
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"{path} has a name with half a surrogate pair: write whole characters.", e);
        }

        var sorted = members.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return sorted;
    }

    private static string TextOf(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"{path} has half a surrogate pair: write whole characters.", e);
        }
    }

    private static void Append(IBufferWriter<byte> output, string ascii) =>
        output.Advance(Encoding.ASCII.GetBytes(ascii, output.GetSpan(ascii.Length)));
}
