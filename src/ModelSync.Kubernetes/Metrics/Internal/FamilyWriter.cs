namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Writes the series of one family in one of the two formats, which differ in little more than what a family's counter is called.</summary>
internal sealed class FamilyWriter
{
    private readonly Utf8Buffer _buffer;
    private readonly MetricFamily _family;
    private readonly bool _openMetrics;
    private readonly byte[][] _bounds;
    private readonly long[] _counts;
    private readonly Series[] _series;
    private int _next;

    public FamilyWriter(Utf8Buffer buffer, MetricFamily family, bool openMetrics)
    {
        (_buffer, _family, _openMetrics) = (buffer, family, openMetrics);
        _bounds = openMetrics ? family.OpenMetricsBounds : family.PlainBounds;
        _counts = new long[_bounds.Length];
        _series = family.SeriesInOrder();
    }

    /// <summary>Writes the next series, the first one with the family's header; false after the last.</summary>
    public bool WriteNext()
    {
        if (_next >= _series.Length)
        {
            return false;
        }

        if (_next == 0)
        {
            _buffer.Write(_openMetrics ? _family.OpenMetricsHeader : _family.PlainHeader);
        }

        // Several instruments may have measured the same: a series must stand in the text once.
        var labels = _series[_next].Labels;
        Array.Clear(_counts);
        var value = _series[_next++].Read(_counts);
        while (_next < _series.Length && string.Equals(_series[_next].Labels.Text, labels.Text, StringComparison.Ordinal))
        {
            var another = _series[_next++].Read(_counts);
            value = _family.Shape.IsAdditive ? value + another : another;
        }

        Write(labels.Utf8, value);
        return true;
    }

    private void Write(byte[] labels, double value)
    {
        if (_family.Shape.Kind != MetricKind.Histogram)
        {
            WriteSample(_family.SampleName, labels, [], value);
            return;
        }

        var count = 0L;
        for (var i = 0; i < _bounds.Length; i++)
        {
            count += _counts[i];
            WriteSample(_family.SampleName, labels, _bounds[i], count);
        }

        // OpenMetrics: a histogram that measures what is below zero has neither, because its sum can shrink.
        if (!_openMetrics || _family.Shape.Bounds is not [< 0, ..])
        {
            WriteSample(_family.SumName, labels, [], value);
            WriteSample(_family.CountName, labels, [], count);
        }
    }

    private void WriteSample(byte[] name, byte[] labels, byte[] bound, double value)
    {
        _buffer.Write(name);
        if (labels.Length + bound.Length > 0)
        {
            _buffer.Write("{"u8);
            _buffer.Write(labels);
            _buffer.Write(labels.Length > 0 && bound.Length > 0 ? ","u8 : default);
            _buffer.Write(bound);
            _buffer.Write("}"u8);
        }

        _buffer.Write(" "u8);
        _buffer.Write(value);
        _buffer.Write("\n"u8);
    }
}
