using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ModelSync.Kubernetes.OpenTelemetry.Internal;

/// <summary>The SDK's two pipelines, built by hand: its hosting package wants a host, which a controller need not have.</summary>
internal sealed class Providers : IDisposable
{
    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;

    public Providers(OtlpOptions options, OtlpSettings settings)
    {
        // What is added last wins over OTEL_RESOURCE_ATTRIBUTES, and a drawn instance would too.
        var resource = ResourceBuilder.CreateDefault().AddService(
            settings.ServiceName,
            serviceVersion: options.ServiceVersion,
            autoGenerateServiceInstanceId: settings.ServiceInstance is null,
            serviceInstanceId: settings.ServiceInstance);
        _metrics = settings.Metrics is { } metrics
            ? Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter([.. options.Meters])
                .AddView(BucketsOf)
                .AddOtlpExporter(metrics.ApplyTo)
                .Build()
            : null;
        _traces = settings.Traces is { } traces
            ? Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource([.. options.ActivitySources])
                .AddOtlpExporter(traces.ApplyTo)
                .Build()
            : null;
    }

    /// <summary>Sends what is left; blocks for as long as the timeout, and tells whether all was sent.</summary>
    public bool Flush(TimeSpan timeout)
    {
        var milliseconds = (int)timeout.TotalMilliseconds;
        var (metricsSent, tracesSent) = (true, true);
        Parallel.Invoke(() => metricsSent = _metrics?.Shutdown(milliseconds) ?? true, () => tracesSent = _traces?.Shutdown(milliseconds) ?? true);
        return metricsSent && tracesSent;
    }

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    // The same buckets as in the Prometheus exposition, or a dashboard shows other quantiles by the way that metrics came.
    private static ExplicitBucketHistogramConfiguration? BucketsOf(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s", Advice: null }
            ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. DefaultBuckets.Seconds] }
            : null;
}
