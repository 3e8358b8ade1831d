using System.Diagnostics.Metrics;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>What a meter's counters have counted and its gauges show, by tag.</summary>
internal sealed class MetricSums : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _sums = [];
    private readonly MeterListener _listener = new();

    public MetricSums(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of a counter, or the value of a gauge, over the series that have all these tag values.</summary>
    public long Of(string instrument, params string[] tagValues)
    {
        lock (_gate)
        {
            foreach (var key in _sums.Keys.Where(key => key.StartsWith('~')).ToArray())
            {
                _sums.Remove(key);
            }
        }

        _listener.RecordObservableInstruments();
        lock (_gate)
        {
            return _sums
                .Where(pair => string.Equals(pair.Key.TrimStart('~').Split('|')[0], instrument, StringComparison.Ordinal) && tagValues.All(pair.Key.Split('|').Contains))
                .Sum(pair => pair.Value);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument.IsObservable ? "~" : string.Empty) + instrument.Name;
        foreach (var tag in tags)
        {
            key += $"|{tag.Value}";
        }

        lock (_gate)
        {
            _sums[key] = value + (instrument.IsObservable ? 0 : _sums.GetValueOrDefault(key));
        }
    }
}
