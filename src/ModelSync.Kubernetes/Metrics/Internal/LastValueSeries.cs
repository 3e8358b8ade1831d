namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Keeps the last measurement.</summary>
internal sealed class LastValueSeries(LabelSet labels) : Series(labels)
{
    private double _value;

    public override void Record(double value, long collection) => Volatile.Write(ref _value, value);

    public override double Read(Span<long> counts) => Volatile.Read(ref _value);
}
