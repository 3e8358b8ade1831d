using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>
/// An immutable map of strings, sorted by ordinal key and compared by content: the labels, annotations and selectors of
/// every cached object.
/// </summary>
/// <remarks>
/// All entries lie in one array (key, value, key, value): a map of twelve labels retains 240 bytes besides its strings,
/// less than half of what a dictionary needs. Lookups are binary searches. Thread-safe.
/// </remarks>
[JsonConverter(typeof(StringMapJsonConverter))]
[CollectionBuilder(typeof(StringMap), nameof(Create))]
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it is in the Kubernetes API: a map of strings.")]
public sealed class StringMap : IReadOnlyDictionary<string, string>, IEquatable<StringMap>
{
    private readonly string[] _entries;

    private StringMap(string[] entries) => _entries = entries;

    /// <summary>The map without entries.</summary>
    public static StringMap Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length / 2;

    /// <inheritdoc/>
    public IEnumerable<string> Keys
    {
        get
        {
            for (var i = 0; i < _entries.Length; i += 2)
            {
                yield return _entries[i];
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Values
    {
        get
        {
            for (var i = 1; i < _entries.Length; i += 2)
            {
                yield return _entries[i];
            }
        }
    }

    /// <inheritdoc/>
    public string this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The map has no key '{key}'.");

    /// <summary>Whether both maps have the same entries.</summary>
    public static bool operator ==(StringMap? left, StringMap? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the maps differ in any entry.</summary>
    public static bool operator !=(StringMap? left, StringMap? right) => !(left == right);

    /// <summary>Creates a map of <paramref name="entries"/>; of entries with the same key the last wins.</summary>
    public static StringMap From(IEnumerable<KeyValuePair<string, string>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries is StringMap map)
        {
            return map;
        }

        var count = entries.TryGetNonEnumeratedCount(out var known) ? known : 0;
        using var builder = new StringMapBuilder(count);
        foreach ((var key, var value) in entries)
        {
            builder.Add(key, value);
        }

        return FromSorted(builder.ToSortedEntries());
    }

    /// <summary>Creates a map of <paramref name="entries"/>, for collection expressions; of entries with the same key the last wins.</summary>
    public static StringMap Create(ReadOnlySpan<KeyValuePair<string, string>> entries)
    {
        using var builder = new StringMapBuilder(entries.Length);
        foreach ((var key, var value) in entries)
        {
            builder.Add(key, value);
        }

        return FromSorted(builder.ToSortedEntries());
    }

    /// <summary>Returns this map with <paramref name="key"/> set to <paramref name="value"/>; the same instance when it already is.</summary>
    public StringMap With(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        var index = IndexOf(key);
        if (index >= 0)
        {
            if (string.Equals(_entries[index + 1], value, StringComparison.Ordinal))
            {
                return this;
            }

            var replaced = (string[])_entries.Clone();
            replaced[index + 1] = value;
            return new StringMap(replaced);
        }

        return new StringMap([.. _entries.AsSpan(0, ~index), key, value, .. _entries.AsSpan(~index)]);
    }

    /// <summary>Returns this map with every entry of <paramref name="others"/> set; of entries with the same key the last wins.</summary>
    public StringMap With(IEnumerable<KeyValuePair<string, string>> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return Count == 0 ? From(others) : [.. this, .. others];
    }

    /// <summary>Returns this map without <paramref name="key"/>; the same instance when it has none.</summary>
    public StringMap Without(string key)
    {
        var index = IndexOf(key);
        if (index < 0)
        {
            return this;
        }

        return Count == 1 ? Empty : new StringMap([.. _entries.AsSpan(0, index), .. _entries.AsSpan(index + 2)]);
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : _entries[index + 1];
        return index >= 0;
    }

    /// <summary>Enumerates the entries in ordinal order of their keys, without allocating.</summary>
    public Enumerator GetEnumerator() => new(_entries);

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether <paramref name="other"/> has the same entries.</summary>
    public bool Equals(StringMap? other) =>
        ReferenceEquals(this, other) || (other is not null && _entries.AsSpan().SequenceEqual(other._entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StringMap other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var text in _entries)
        {
            hash.Add(text, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Lists the keys; values are left out because annotations may hold a copy of a Secret.</summary>
    public override string ToString() => $"{{{string.Join(", ", Keys)}}}";

    /// <summary>Wraps entries that are known to be sorted and free of duplicates.</summary>
    internal static StringMap FromSorted(string[] entries) => entries.Length == 0 ? Empty : new StringMap(entries);

    /// <summary>Whether the entry at this place in the order is the given one.</summary>
    internal bool HasAt(int index, string key, string value) =>
        string.Equals(_entries[2 * index], key, StringComparison.Ordinal) && string.Equals(_entries[(2 * index) + 1], value, StringComparison.Ordinal);

    /// <summary>Copies the first entries, key and value in turn.</summary>
    internal void CopyTo(Span<string> entries, int count) => _entries.AsSpan(0, 2 * count).CopyTo(entries);

    private int IndexOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var low = 0;
        var high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_entries[middle * 2], key);
            if (order == 0)
            {
                return middle * 2;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~(low * 2);
    }

    /// <summary>Walks over the entries of a <see cref="StringMap"/>.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<string, string>>
    {
        private readonly string[] _entries;
        private int _index;

        internal Enumerator(string[] entries)
        {
            _entries = entries;
            _index = -2;
        }

        /// <inheritdoc/>
        public readonly KeyValuePair<string, string> Current => new(_entries[_index], _entries[_index + 1]);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            _index += 2;
            return _index < _entries.Length;
        }

        /// <inheritdoc/>
        public void Reset() => _index = -2;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
