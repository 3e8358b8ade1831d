using Microsoft.Extensions.Logging;

namespace ModelSync.Operator.Reconcilers;

/// <summary>What the driving of rollouts tells.</summary>
internal static partial class RolloutLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "A decision was not carried out whole, it is looked at again: {Why}")]
    public static partial void Stopped(ILogger logger, string why);
}
