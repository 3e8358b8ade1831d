namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// Counts measurements in buckets. A measurement touches one stripe under its lock, so that a scrape sees all of it or nothing: buckets, count and sum never
/// disagree. Threads that meet at the first stripe go on to one of their processor's own.
/// </summary>
internal sealed class HistogramSeries(LabelSet labels, double[] bounds) : Series(labels)
{
    private readonly Stripe _first = new(bounds.Length + 1);
    private Stripe?[]? _rest;

    public override void Record(double value, long collection)
    {
        var bucket = BucketOf(value);
        if (!_first.TryAdd(bucket, value))
        {
            StripeOfThisThread().Add(bucket, value);
        }
    }

    public override double Read(Span<long> counts)
    {
        var sum = _first.Read(counts);
        foreach (ref var stripe in (Volatile.Read(ref _rest) ?? []).AsSpan())
        {
            sum += Volatile.Read(ref stripe)?.Read(counts) ?? 0;
        }

        return sum;
    }

    // The first bucket whose upper bound is not below the value; the last is +Inf.
    private int BucketOf(double value)
    {
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = bounds[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Stripe StripeOfThisThread()
    {
        var rest = Volatile.Read(ref _rest) ?? Interlocked.CompareExchange(ref _rest, new Stripe?[StripedSum.StripeCount()], null) ?? _rest!;
        ref var stripe = ref rest[StripedSum.StripeOfThisThread()];
        return Volatile.Read(ref stripe) ?? Interlocked.CompareExchange(ref stripe, new Stripe(bounds.Length + 1), null) ?? stripe!;
    }

    private sealed class Stripe(int buckets)
    {
        private readonly Lock _gate = new();
        private readonly long[] _counts = new long[buckets];
        private double _sum;

        public bool TryAdd(int bucket, double value)
        {
            if (!_gate.TryEnter())
            {
                return false;
            }

            Add_NeedsLock(bucket, value);
            _gate.Exit();
            return true;
        }

        public void Add(int bucket, double value)
        {
            lock (_gate)
            {
                Add_NeedsLock(bucket, value);
            }
        }

        public double Read(Span<long> counts)
        {
            lock (_gate)
            {
                for (var i = 0; i < _counts.Length; i++)
                {
                    counts[i] += _counts[i];
                }

                return _sum;
            }
        }

        private void Add_NeedsLock(int bucket, double value)
        {
            _counts[bucket]++;
            _sum += value;
        }
    }
}
