namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Keeps what an observable instrument reported at the last scrape; written by one scrape at a time.</summary>
internal sealed class ObservedSeries(LabelSet labels, bool isAdditive) : Series(labels)
{
    private double _value;
    private long _collection = -1;

    public override long Collection => _collection;

    public override void Record(double value, long collection)
    {
        // Reported twice in one scrape: two parts of one sum (tags that come out as the same labels), or the later of two values.
        Volatile.Write(ref _value, isAdditive && collection == _collection ? _value + value : value);
        _collection = collection;
    }

    public override double Read(Span<long> counts) => Volatile.Read(ref _value);
}
