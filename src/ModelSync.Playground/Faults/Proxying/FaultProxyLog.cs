using Microsoft.Extensions.Logging;

namespace ModelSync.Playground.Faults.Proxying;

internal sealed partial class FaultProxyLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "The fault proxy at {Url} stands before {Server}; its chances come from seed {Seed}")]
    public partial void Started(Uri url, Uri server, ulong seed);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} broke off: {Reason}")]
    public partial void BrokeOff(string method, string path, string reason);
}
