namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>What was measured for one set of labels.</summary>
internal abstract class Series(LabelSet labels)
{
    public LabelSet Labels { get; } = labels;

    /// <summary>The collection in which an observable series was last reported.</summary>
    public virtual long Collection => 0;

    /// <summary>Takes a measurement; the number of the collection tells measurements of an observable series in one scrape from those in the next.</summary>
    public abstract void Record(double value, long collection);

    /// <summary>The present value; for a histogram the sum of its measurements, whose buckets are added to the counts at the same moment.</summary>
    public abstract double Read(Span<long> counts);
}
