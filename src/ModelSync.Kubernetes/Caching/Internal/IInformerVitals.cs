namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What the metrics ask of an informer.</summary>
internal interface IInformerVitals
{
    KeyValuePair<string, object?>[] Tags { get; }

    long Objects { get; }

    long InvalidObjects { get; }

    InformerHealth Health { get; }

    /// <summary>How long ago the server was last heard of; null before the first time.</summary>
    TimeSpan? SinceContact { get; }
}
