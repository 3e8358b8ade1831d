using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.OpenTelemetry.Internal;

internal static partial class OtlpLog
{
    [LoggerMessage(EventId = 940, Level = LogLevel.Information, Message = "Sending metrics to {Metrics} and traces to {Traces} as service {Service}.")]
    public static partial void Sending(ILogger logger, string metrics, string traces, string service);

    [LoggerMessage(EventId = 941, Level = LogLevel.Debug, Message = "No OTLP endpoint is configured: no telemetry is sent.")]
    public static partial void NotConfigured(ILogger logger);

    [LoggerMessage(EventId = 942, Level = LogLevel.Warning, Message = "The last metrics and traces could not be sent within {Timeout}, and are lost.")]
    public static partial void NotFlushed(ILogger logger, TimeSpan timeout);

    [LoggerMessage(EventId = 943, Level = LogLevel.Warning,
        Message = "Telemetry did not reach the collector ({Problem}); told once. Check the OTLP endpoint, protocol and headers.")]
    public static partial void ExporterComplains(ILogger logger, string problem);
}
