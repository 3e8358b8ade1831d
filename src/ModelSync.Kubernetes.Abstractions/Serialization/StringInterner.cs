using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>
/// A bounded table that hands out one <see cref="string"/> for equal short UTF-8 texts, so that caches of thousands of
/// objects keep one copy of names, label keys and phases instead of thousands.
/// </summary>
/// <remarks>
/// The table is direct-mapped: a text has exactly one slot, and the newest text wins it. It never grows, needs no
/// eviction and cannot be made slow by hostile input; the worst case is that texts are not shared.
/// Safe for concurrent use without locks: a slot is one reference to an immutable string, references are read and
/// written atomically and published with release semantics, and a lost race costs one duplicate, never a wrong text,
/// because a hit is compared byte by byte with the input before it is returned.
/// Converters use <see cref="Shared"/> unless they are constructed with another instance: System.Text.Json has no state
/// per call, and one table for a process shares texts between the caches of different kinds as well.
/// </remarks>
public sealed class StringInterner
{
    /// <summary>The longest UTF-8 text that is shared: room for an image with its digest. Longer texts are rarely repeated and cost more to compare.</summary>
    public const int MaxUtf8Length = 160;

    private const int SlotCount = 8192;

    private readonly string?[] _slots = new string?[SlotCount];

    /// <summary>The instance that converters use unless they are given another one.</summary>
    public static StringInterner Shared { get; } = new();

    /// <summary>Returns the text of the reader's current string, property name or null token: always equal to <see cref="Utf8JsonReader.GetString"/>.</summary>
    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || reader.ValueIsEscaped)
        {
            return reader.GetString();
        }

        if (!reader.HasValueSequence)
        {
            return reader.ValueSpan.Length > MaxUtf8Length ? reader.GetString() : TryIntern(reader.ValueSpan) ?? reader.GetString();
        }

        var sequence = reader.ValueSequence;
        if (sequence.Length > MaxUtf8Length)
        {
            return reader.GetString();
        }

        Span<byte> joined = stackalloc byte[MaxUtf8Length];
        sequence.CopyTo(joined);
        return TryIntern(joined[..(int)sequence.Length]) ?? reader.GetString();
    }

    /// <summary>Returns the shared string that is equal to <paramref name="utf8"/>, or a new one when the text is long or not ASCII.</summary>
    public string Intern(ReadOnlySpan<byte> utf8) =>
        (utf8.Length <= MaxUtf8Length ? TryIntern(utf8) : null) ?? Encoding.UTF8.GetString(utf8);

    private string? TryIntern(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return string.Empty;
        }

        ref var slot = ref _slots[SlotOf(utf8)];
        var candidate = slot;

        // False for every text that is not ASCII, on either side.
        if (candidate is not null && Ascii.Equals(utf8, candidate))
        {
            return candidate;
        }

        // Other texts would take a slot and could never be found again.
        if (!Ascii.IsValid(utf8))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(utf8);
        slot = text;
        return text;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(utf8)) * Multiplier, 29);
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var value in utf8)
        {
            hash = (hash ^ value) * Multiplier;
        }

        // The upper bits of a product depend on all lower ones, not the other way round.
        hash = (hash ^ (hash >> 32)) * Multiplier;
        return (int)(hash >> 51);
    }
}
