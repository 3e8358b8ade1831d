using System.Runtime.InteropServices;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>
/// Collects the entries of a map of texts, such as labels, in an array of just their number; or in none at all where the map turns out to be equal to
/// one that the object has already: the labels of a pod template are mostly those of the selector.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public struct MapField
{
    private readonly StringMap? _sharable;
    private readonly StringMap? _otherSharable;
    private StringMap? _same;
    private string[]? _entries;
    private int _capacity;
    private int _count;
    private bool _isOutOfOrder;

    /// <summary>A field whose map may be the same as one of these.</summary>
    public MapField(StringMap? sharable, StringMap? otherSharable = null)
    {
        _sharable = sharable;
        _otherSharable = otherSharable;
    }

    /// <summary>Adds the entry at which the reader stands.</summary>
    public void Add(in ProtobufReader reader)
    {
        if (_capacity == 0)
        {
            _capacity = reader.CountRepeated();
            _same = _sharable?.Count == _capacity ? _sharable : _otherSharable?.Count == _capacity ? _otherSharable : null;
        }

        ReadEntry(reader.ReadMessage(), out var key, out var value);
        if (_same?.HasAt(_count, key, value) is not true)
        {
            AddOwn(key, value);
        }

        _count++;
    }

    /// <summary>The map; null where there are no entries, as Go leaves out empty maps.</summary>
    public readonly StringMap? ToMap() =>
        _entries is null ? _same : _isOutOfOrder ? StringMap.From(Pairs(_entries)) : StringMap.FromSorted(_entries);

    private void AddOwn(string key, string value)
    {
        if (_entries is null)
        {
            _entries = new string[2 * _capacity];
            _same?.CopyTo(_entries, _count);
            _same = null;
        }

        // API servers sort maps, so that this is the exception.
        _isOutOfOrder |= _count > 0 && string.CompareOrdinal(_entries[(2 * _count) - 2], key) >= 0;
        _entries[2 * _count] = key;
        _entries[(2 * _count) + 1] = value;
    }

    private static void ReadEntry(ProtobufReader entry, out string key, out string value)
    {
        key = value = string.Empty;
        while (entry.ReadField())
        {
            switch (entry.FieldNumber)
            {
                case 1:
                    key = entry.ReadShared();
                    break;
                case 2:
                    value = entry.ReadShared();
                    break;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[] entries) =>
        entries.Chunk(2).Select(entry => KeyValuePair.Create(entry[0], entry[1]));
}
