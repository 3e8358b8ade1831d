namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Collects the values of a repeated field in an array of just their number.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public struct RepeatedField<T>
{
    private T[]? _values;
    private int _count;

    /// <summary>Adds the value of the field at which the reader stands.</summary>
    public void Add(in ProtobufReader reader, T value)
    {
        _values ??= new T[reader.CountRepeated()];
        _values[_count++] = value;
    }

    /// <summary>The values; null where there are none, as Go leaves out empty lists.</summary>
    public readonly IReadOnlyList<T>? ToList() => _values;
}
