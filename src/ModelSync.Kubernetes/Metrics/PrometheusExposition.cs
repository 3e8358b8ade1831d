using System.Diagnostics.Metrics;
using System.Numerics;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Metrics.Internal;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Metrics;

/// <summary>
/// Adds up what the process's instruments measure from the moment it is made, and writes it as Prometheus' text format 0.0.4 or OpenMetrics 1.0.0. A
/// measurement of a known series takes no memory and, but for fights over one series, no waiting.
/// </summary>
public sealed class PrometheusExposition : IMetricsExposition, IDisposable
{
    private const string PlainType = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private const int SendAt = 24 * 1024;

    private readonly PrometheusOptions _options;
    private readonly ILogger _logger;
    private readonly FamilyRegistry _families;
    private readonly MeterListener _listener = new();
    // Not a lock, because instruments' callbacks run under it: scrapers wait for each other here, and may give up. Left to the garbage collector, since a
    // scrape may be on its way out while the process ends.
    private readonly SemaphoreSlim _collecting = new(1);
    private long _collection;
    private bool _failureTold;

    /// <summary>Begins to listen, also to instruments that are there already.</summary>
    public PrometheusExposition(PrometheusOptions options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSeriesPerInstrument, 1, nameof(options));
        _options = options;
        _logger = services.LoggerFactory.CreateLogger<PrometheusExposition>();
        _families = new FamilyRegistry(options.MaxSeriesPerInstrument, _logger);
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (_, state) => Complete(state as InstrumentStore);
        Listen<long>();
        Listen<double>();
        Listen<int>();
        Listen<float>();
        Listen<decimal>();
        Listen<short>();
        Listen<byte>();
        _listener.Start();
    }

    /// <inheritdoc />
    public string ContentType(string? accept) => AcceptHeader.PrefersOpenMetrics(accept) ? OpenMetricsType : PlainType;

    /// <inheritdoc />
    public async Task WriteAsync(Stream output, string? accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var openMetrics = AcceptHeader.PrefersOpenMetrics(accept);
        await CollectAsync(cancellationToken).ConfigureAwait(false);

        // Nothing is held from here on: a slow reader keeps no other one waiting.
        using var buffer = new Utf8Buffer();
        foreach (var family in _families.InOrder())
        {
            var writer = new FamilyWriter(buffer, family, openMetrics);
            while (writer.WriteNext())
            {
                if (buffer.Length >= SendAt)
                {
                    await output.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
                    buffer.Clear();
                }
            }
        }

        buffer.Write(openMetrics ? "# EOF\n"u8 : default);
        await output.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Forget(string label, string value)
    {
        ArgumentNullException.ThrowIfNull(label);
        var name = MetricNames.Label(label);
        foreach (var store in AllStores())
        {
            store.Forget(name, value);
        }
    }

    /// <summary>Ends listening; everything measured is forgotten.</summary>
    public void Dispose() => _listener.Dispose();

    private async Task CollectAsync(CancellationToken cancellationToken)
    {
        await _collecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var observed = AllStores().Where(static store => store.Shape.IsObservable).ToList();
            _collection++;
            observed.ForEach(store => store.BeginCollection(_collection));
            Observe();
            observed.ForEach(static store => store.EndCollection());
        }
        finally
        {
            _collecting.Release();
        }
    }

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
            _failureTold = false;
        }
        catch (AggregateException failures)
        {
            // Each instrument fails for itself. Told once until all of them work again, not at every scrape.
            if (!_failureTold)
            {
                MetricsLog.ObservationFailed(_logger, failures.InnerExceptions.Count, failures.InnerExceptions[0].Message);
            }

            _failureTold = true;
        }
    }

    private IEnumerable<InstrumentStore> AllStores() => _families.InOrder().SelectMany(static family => family.Stores);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (_options.Meters.Any(pattern => Matches(pattern, instrument.Meter.Name)) && _families.Add(instrument) is { } store)
        {
            listener.EnableMeasurementEvents(instrument, store);
        }
    }

    private void Complete(InstrumentStore? store)
    {
        if (store is not null)
        {
            _families.Remove(store);
        }
    }

    private void Listen<T>()
        where T : struct, INumber<T> =>
        _listener.SetMeasurementEventCallback<T>(static (_, value, tags, state) => (state as InstrumentStore)?.Record(double.CreateSaturating(value), tags));

    private static bool Matches(string pattern, string name) => pattern.EndsWith('*')
        ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : string.Equals(name, pattern, StringComparison.Ordinal);
}
