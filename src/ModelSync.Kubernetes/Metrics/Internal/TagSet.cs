namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>The tags of a measurement as the caller gave them: the key by which a known series is found without making anything.</summary>
internal sealed class TagSet
{
    private readonly KeyValuePair<string, object?>[] _tags;

    private TagSet(KeyValuePair<string, object?>[] tags) => (_tags, Hash) = (tags, HashOf(tags));

    public int Hash { get; }

    /// <summary>A key for these tags; null where they cannot be one: a name given twice, or a value that may change or whose code is not ours to call.</summary>
    public static TagSet? TryCreate(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        for (var i = 0; i < tags.Length; i++)
        {
            if (!IsPlain(tags[i].Value) || Find(tags[..i], tags[i].Key) >= 0)
            {
                return null;
            }
        }

        return new TagSet(tags.ToArray());
    }

    /// <summary>The same for the same tags in any order.</summary>
    public static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = tags.Length;
        foreach (var tag in tags)
        {
            hash += HashCode.Combine(tag.Key, IsPlain(tag.Value) ? tag.Value : null);
        }

        return hash;
    }

    /// <summary>Whether these are the same tags, in any order.</summary>
    public bool Matches(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length)
        {
            return false;
        }

        // As many tags, and each of ours, which all have different names, among them: no tag is left over.
        for (var i = 0; i < _tags.Length; i++)
        {
            var at = string.Equals(tags[i].Key, _tags[i].Key, StringComparison.Ordinal) ? i : Find(tags, _tags[i].Key);
            if (at < 0 || !IsPlain(tags[at].Value) || !Equals(tags[at].Value, _tags[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private static int Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        for (var i = 0; i < tags.Length; i++)
        {
            if (string.Equals(tags[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPlain(object? value) => value is null or string || value.GetType().IsPrimitive || value is Enum;
}
