using System.Text;
using System.Text.Json;

namespace ModelSync.Playground.Serving.Behaviors;

/// <summary>A number that follows from an input, however its JSON is laid out.</summary>
internal static class InputHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> json)
    {
        var hash = Offset;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            hash = Add(Add(hash, [(byte)reader.TokenType]), reader.ValueSpan);
        }

        return hash;
    }

    public static ulong OfBytes(ReadOnlySpan<byte> bytes) => Add(Offset, bytes);

    /// <summary>What a model makes of an input: six digits from 0 to below 1 that are the same in each process.</summary>
    public static double Number(ModelServerIdentity identity, ulong input, int row)
    {
        var hash = Add(Add(input, Encoding.UTF8.GetBytes(identity.Model)), [0]);
        hash = Add(Add(hash, Encoding.UTF8.GetBytes(identity.Version)), BitConverter.GetBytes(row));

        // The high bits of this kind of hash hardly feel the last bytes.
        hash ^= hash >> 32;
        hash *= 0xBF58476D1CE4E5B9;
        hash ^= hash >> 29;
        return (hash % 1_000_000) / 1_000_000.0;
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
