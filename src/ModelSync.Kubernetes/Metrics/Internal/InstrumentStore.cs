using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// The series of one instrument. A known series is found by the tags as they came, without a lock and without making anything; an unknown one is made under
/// the lock, under which series are also taken away, so that no tags ever lead to a series that nobody exposes any more.
/// </summary>
internal sealed class InstrumentStore
{
    // The same labels in other clothes (a number and its text, an empty tag more) are further keys of one series; beyond so many they are looked up slowly.
    private const int KeysPerSeries = 4;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<TagSet, Series> _byTags = new(TagSetComparer.Instance);
    private readonly ConcurrentDictionary<TagSet, Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byGivenTags;
    private readonly Dictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private readonly int _maxSeries;
    private readonly ILogger _logger;
    private Series? _overflow;
    private Series[]? _inOrder = [];
    private int _keys;
    private int _overflowTold;
    private int _tagsTold;
    private long _collection;

    public InstrumentStore(Instrument instrument, InstrumentShape shape, int maxSeries, ILogger logger)
    {
        (Instrument, Shape, _maxSeries, _logger) = (instrument, shape, maxSeries, logger);
        _byGivenTags = _byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public Instrument Instrument { get; }

    public InstrumentShape Shape { get; }

    /// <summary>Takes a measurement; never throws into the code that measures.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!Accepts(value))
        {
            return;
        }

        var series = _byGivenTags.TryGetValue(tags, out var known) ? known : FindOrAdd(tags);
        series?.Record(value, Volatile.Read(ref _collection));
    }

    /// <summary>The series in the order of their labels.</summary>
    public Series[] InOrder()
    {
        lock (_gate)
        {
            return _inOrder ??= Sorted_NeedsLock();
        }
    }

    /// <summary>Forgets the series that have this label; measured again, they begin anew.</summary>
    public void Forget(string label, string value) =>
        Remove(series => series.Labels.Labels.TryGetValue(label, out var its) && string.Equals(its, value, StringComparison.Ordinal));

    /// <summary>Tells measurements that come from now on from those of the scrape before.</summary>
    public void BeginCollection(long collection) => Volatile.Write(ref _collection, collection);

    /// <summary>Forgets what an observable instrument no longer reports.</summary>
    public void EndCollection()
    {
        var collection = Volatile.Read(ref _collection);
        Remove(series => series.Collection != collection);
    }

    // Once in a sum, NaN and infinity never leave it again; and what only grows cannot be made less.
    private bool Accepts(double value) => Shape.Kind switch
    {
        MetricKind.Counter => double.IsFinite(value) && value >= 0,
        MetricKind.Histogram => double.IsFinite(value) && (value >= 0 || (Shape.Bounds.Length > 0 && Shape.Bounds[0] < 0)),
        _ => !Shape.IsAdditive || double.IsFinite(value),
    };

    private Series? FindOrAdd(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        LabelSet labels;
        try
        {
            labels = LabelSet.From(tags, Shape.Kind);
        }
        catch (Exception exception)
        {
            // A tag's ToString is anybody's code, and a measurement must not break what it measures.
            if (Interlocked.Exchange(ref _tagsTold, 1) == 0)
            {
                MetricsLog.TagsUnreadable(_logger, Instrument.Name, exception.GetType().Name);
            }

            return null;
        }

        Series? series;
        lock (_gate)
        {
            series = FindOrAdd_NeedsLock(labels);
            if (series is not null && _keys < KeysPerSeries * _maxSeries && TagSet.TryCreate(tags) is { } key && _byTags.TryAdd(key, series))
            {
                _keys++;
            }
        }

        return series ?? Overflow();
    }

    private Series? FindOrAdd_NeedsLock(LabelSet labels)
    {
        if (!_byLabels.TryGetValue(labels.Text, out var series) && _byLabels.Count < _maxSeries)
        {
            series = New(labels);
            _byLabels.Add(labels.Text, series);
            _inOrder = null;
        }

        return series;
    }

    private Series Overflow()
    {
        if (Interlocked.Exchange(ref _overflowTold, 1) == 0)
        {
            MetricsLog.TooManySeries(_logger, Instrument.Name, _maxSeries);
        }

        lock (_gate)
        {
            if (_overflow is null)
            {
                _overflow = New(LabelSet.Overflow);
                _inOrder = null;
            }

            return _overflow;
        }
    }

    private void Remove(Predicate<Series> isGone)
    {
        lock (_gate)
        {
            foreach ((var labels, var series) in _byLabels)
            {
                if (isGone(series))
                {
                    _byLabels.Remove(labels);
                    _inOrder = null;
                }
            }

            if (_overflow is not null && isGone(_overflow))
            {
                _overflow = null;
                _inOrder = null;
            }

            if (_inOrder is null)
            {
                RemoveKeys_NeedsLock();
            }
        }
    }

    private void RemoveKeys_NeedsLock()
    {
        foreach ((var key, var series) in _byTags)
        {
            if (!_byLabels.ContainsKey(series.Labels.Text) && _byTags.TryRemove(key, out _))
            {
                _keys--;
            }
        }
    }

    private Series[] Sorted_NeedsLock()
    {
        Series[] sorted = _overflow is null ? [.. _byLabels.Values] : [.. _byLabels.Values, _overflow];
        Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Labels.Text, other.Labels.Text));
        return sorted;
    }

    private Series New(LabelSet labels) => Shape switch
    {
        { IsObservable: true } => new ObservedSeries(labels, Shape.IsAdditive),
        { Kind: MetricKind.Histogram } => new HistogramSeries(labels, Shape.Bounds),
        { IsAdditive: true } => new SumSeries(labels),
        _ => new LastValueSeries(labels),
    };
}
