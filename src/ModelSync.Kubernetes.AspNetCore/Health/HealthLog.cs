using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.AspNetCore.Health;

internal static partial class HealthLog
{
    [LoggerMessage(EventId = 920, Level = LogLevel.Warning, Message = "Checks of {Endpoint} fail: {Trouble}")]
    public static partial void ChecksFail(ILogger logger, string endpoint, string trouble);

    [LoggerMessage(EventId = 921, Level = LogLevel.Information, Message = "All checks of {Endpoint} pass again.")]
    public static partial void ChecksPass(ILogger logger, string endpoint);
}
