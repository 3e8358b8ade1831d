using System.Buffers;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>Collects entries in a rented buffer, so that building a map allocates the map's own array and nothing else.</summary>
internal ref struct StringMapBuilder
{
    private const int SmallestRent = 32;

    private string[] _buffer;
    private int _length;
    private bool _sorted;

    public StringMapBuilder(int count)
    {
        _buffer = ArrayPool<string>.Shared.Rent(Math.Max(count * 2, SmallestRent));
        _sorted = true;
    }

    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value), $"The value of '{key}' is null: leave the key out or use an empty string.");
        }

        if (_length == _buffer.Length)
        {
            Grow();
        }

        // The API server writes maps in order, so that sorting is the exception.
        _sorted = _sorted && (_length == 0 || string.CompareOrdinal(_buffer[_length - 2], key) < 0);
        _buffer[_length++] = key;
        _buffer[_length++] = value;
    }

    /// <summary>Copies the entries in ordinal order of their keys; of entries with the same key the last is kept.</summary>
    public readonly string[] ToSortedEntries() => _sorted ? _buffer.AsSpan(0, _length).ToArray() : Sort();

    public void Dispose()
    {
        // Cleared, because a pooled array would otherwise keep dead strings alive.
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<string>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private readonly string[] Sort()
    {
        var order = new int[_length / 2];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i * 2;
        }

        var buffer = _buffer;
        Array.Sort(order, (left, right) =>
        {
            var byKey = string.CompareOrdinal(buffer[left], buffer[right]);
            return byKey != 0 ? byKey : left.CompareTo(right);
        });

        var entries = new string[_length];
        var count = 0;
        foreach (var index in order)
        {
            if (count > 0 && string.Equals(entries[count - 2], buffer[index], StringComparison.Ordinal))
            {
                count -= 2;
            }

            entries[count++] = buffer[index];
            entries[count++] = buffer[index + 1];
        }

        return count == entries.Length ? entries : entries.AsSpan(0, count).ToArray();
    }

    private void Grow()
    {
        var larger = ArrayPool<string>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<string>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
