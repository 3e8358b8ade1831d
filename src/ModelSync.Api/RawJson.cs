using System.Text;
using System.Text.Json.Serialization;

namespace ModelSync.Api;

/// <summary>A JSON value kept as its UTF-8 text, compared byte by byte: what users write and ModelSync passes on without reading all of it.</summary>
[JsonConverter(typeof(RawJsonConverter))]
public sealed class RawJson : IEquatable<RawJson>
{
    private readonly byte[] _utf8;

    /// <summary>Keeps a copy of <paramref name="utf8"/>, which must be one JSON value.</summary>
    public RawJson(ReadOnlySpan<byte> utf8) => _utf8 = utf8.ToArray();

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Keeps the text of a JSON value.</summary>
    public static RawJson From(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc />
    public bool Equals(RawJson? other) => other is not null && _utf8.AsSpan().SequenceEqual(other._utf8);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as RawJson);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8);
}
