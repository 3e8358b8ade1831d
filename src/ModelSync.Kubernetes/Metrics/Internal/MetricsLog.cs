using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Metrics.Internal;

internal static partial class MetricsLog
{
    [LoggerMessage(EventId = 900, Level = LogLevel.Warning,
        Message = "Instrument {Instrument} has more than {Limit} series: further ones are added up under otel_metric_overflow=\"true\". Give it fewer tags.")]
    public static partial void TooManySeries(ILogger logger, string instrument, int limit);

    [LoggerMessage(EventId = 901, Level = LogLevel.Warning,
        Message = "Measurements of instrument {Instrument} are left out, because a tag's value has no text ({Reason}).")]
    public static partial void TagsUnreadable(ILogger logger, string instrument, string reason);

    [LoggerMessage(EventId = 902, Level = LogLevel.Warning,
        Message = "Instrument {Instrument} of meter {Meter} is not exposed: the metric {Metric} is already another one's ({Others}). Rename one of the two.")]
    public static partial void NameTaken(ILogger logger, string instrument, string meter, string metric, string others);

    [LoggerMessage(EventId = 903, Level = LogLevel.Warning,
        Message = "Instrument {Instrument} of meter {Meter} describes the metric {Metric} in other words than {Others}: the first description is exposed.")]
    public static partial void OtherHelp(ILogger logger, string instrument, string meter, string metric, string others);

    [LoggerMessage(EventId = 904, Level = LogLevel.Warning,
        Message = "{Count} observable instruments failed and are missing from the metrics until they work again; the first: {Reason}")]
    public static partial void ObservationFailed(ILogger logger, int count, string reason);
}
