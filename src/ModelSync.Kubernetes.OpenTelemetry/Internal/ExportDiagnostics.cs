using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.OpenTelemetry.Internal;

/// <summary>
/// Brings the exporter's complaints into the log, where somebody sees them: the SDK tells only an event source that nobody listens to. Each kind is told once
/// and by its name alone, because its text has the collector's address and headers' names in it.
/// </summary>
internal sealed class ExportDiagnostics(ILogger logger) : EventListener
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-Exporter-", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is { } name && _told.TryAdd(name, true))
        {
            OtlpLog.ExporterComplains(logger, name);
        }
    }
}
