using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Collects the entries of a map of texts, such as labels, in an array of just their number.</summary>
public struct MapField
{
    private string[]? _entries;
    private int _length;
    private bool _isOutOfOrder;

    /// <summary>Adds the entry at which the reader stands.</summary>
    public void Add(in ProtobufReader reader)
    {
        _entries ??= new string[2 * reader.CountRepeated()];
        ReadEntry(reader.ReadMessage(), out var key, out var value);

        // API servers sort maps, so that this is the exception.
        _isOutOfOrder |= _length > 0 && string.CompareOrdinal(_entries[_length - 2], key) >= 0;
        _entries[_length++] = key;
        _entries[_length++] = value;
    }

    /// <summary>The map, or one of the given where it is equal; null where there are no entries, as Go leaves out empty maps.</summary>
    public readonly StringMap? ToMap(StringMap? sharable = null, StringMap? otherSharable = null)
    {
        if (_entries is null)
        {
            return null;
        }

        var map = _isOutOfOrder ? StringMap.From(Pairs(_entries)) : StringMap.FromSorted(_entries);
        return map.Equals(sharable) ? sharable : map.Equals(otherSharable) ? otherSharable : map;
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
