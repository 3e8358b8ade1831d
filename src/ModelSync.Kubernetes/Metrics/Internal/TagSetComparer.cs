namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Finds a <see cref="TagSet"/> by the tags themselves, before any key is made of them.</summary>
internal sealed class TagSetComparer : IEqualityComparer<TagSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, TagSet>
{
    public static TagSetComparer Instance { get; } = new();

    // Only keys that differ are ever added, by their tags: that two keys are the same needs no look inside.
    public bool Equals(TagSet? x, TagSet? y) => ReferenceEquals(x, y);

    public int GetHashCode(TagSet obj) => obj.Hash;

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, TagSet other) => other.Matches(alternate);

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => TagSet.HashOf(alternate);

    public TagSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) =>
        TagSet.TryCreate(alternate) ?? throw new ArgumentException("These tags cannot be a key.", nameof(alternate));
}
