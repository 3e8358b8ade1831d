namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Adds up.</summary>
internal sealed class SumSeries(LabelSet labels) : Series(labels)
{
    private readonly StripedSum _sum = new();

    public override void Record(double value, long collection) => _sum.Add(value);

    public override double Read(Span<long> counts) => _sum.Read();
}
