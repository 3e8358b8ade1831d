using System.Net;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.AspNetCore.Hosting;

internal static partial class HttpServerLog
{
    [LoggerMessage(EventId = 930, Level = LogLevel.Information, Message = "Listening on {Address}.")]
    public static partial void Listening(ILogger logger, IPEndPoint address);

    [LoggerMessage(EventId = 931, Level = LogLevel.Warning, Message = "Requests to {Address} did not end within {Timeout} and were cut off.")]
    public static partial void CutOff(ILogger logger, IPEndPoint address, TimeSpan timeout);
}
