namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>What the observable instruments ask of a queue.</summary>
internal interface IObservedQueue
{
    /// <summary>The queue's name and cluster.</summary>
    KeyValuePair<string, object?>[] Tags { get; }

    /// <inheritdoc cref="IWorkQueue{TKey}.Depth" />
    int Depth { get; }

    /// <summary>How long the key that is with a worker longest has been there.</summary>
    TimeSpan LongestRunning { get; }
}
