using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.OpenTelemetry;

/// <summary>Where an <see cref="OtlpExport"/> sends to and what; what is null here, the standard environment variables (<c>OTEL_…</c>) say.</summary>
public sealed record OtlpOptions
{
    /// <summary>The collector; null for <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin, and nothing is sent where they are not set either.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>http/protobuf</c> or <c>grpc</c>; null for <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, else the first.</summary>
    public string? Protocol { get; init; }

    /// <summary>The name of this service; null for <c>OTEL_SERVICE_NAME</c>, else <c>modelsync</c>.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The version of this service, where it has one.</summary>
    public string? ServiceVersion { get; init; }

    /// <summary>The meters whose metrics are sent; a name may end in <c>*</c>. Beside them, <see cref="PrometheusOptions.PlatformMeters"/> are worth it.</summary>
    public IReadOnlyList<string> Meters { get; init; } = ["ModelSync.*"];

    /// <summary>The activity sources whose spans are sent: that of reconciles has the name of the runtime's meter.</summary>
    public IReadOnlyList<string> ActivitySources { get; init; } = [RuntimeServices.MeterName];

    /// <summary>How long the last metrics and spans may take to be sent when the process ends.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
