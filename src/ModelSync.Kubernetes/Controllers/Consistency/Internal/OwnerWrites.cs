namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>The writes of one owner that a cache may not show yet, one for each object, the oldest first.</summary>
internal sealed class OwnerWrites
{
    // Whoever writes more in one go waits for the last so many: the oldest are those that caches show first.
    private const int MaxWrites = 512;

    private readonly OrderedDictionary<WriteTarget, RecordedWrite> _writes = [];

    public bool IsEmpty => _writes.Count == 0;

    public RecordedWrite[] ToArray() => [.. _writes.Values];

    public void Add(RecordedWrite write)
    {
        var target = write.Target;
        if (_writes.Remove(target, out var earlier))
        {
            write = write.After(earlier);
        }
        else if (_writes.Count == MaxWrites)
        {
            _writes.RemoveAt(0);
        }

        _writes.Add(target, write);
    }

    /// <summary>Takes a write out, unless another has come in its place.</summary>
    public void Remove(RecordedWrite write)
    {
        if (_writes.TryGetValue(write.Target, out var present) && ReferenceEquals(present, write))
        {
            _writes.Remove(write.Target);
        }
    }

    public void RemoveWhere(Func<RecordedWrite, bool> condition)
    {
        for (var i = _writes.Count - 1; i >= 0; i--)
        {
            if (condition(_writes.GetAt(i).Value))
            {
                _writes.RemoveAt(i);
            }
        }
    }
}
