using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

internal static partial class LeaderLog
{
    [LoggerMessage(EventId = 200, Level = LogLevel.Information, Message = "Standing for leader by lease {Lease} as {Identity}.")]
    public static partial void Standing(ILogger logger, NamespacedName lease, string identity);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "This process leads: lease {Lease}, epoch {Epoch}.")]
    public static partial void Acquired(ILogger logger, NamespacedName lease, long epoch);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "Lease {Lease} is held by {Holder}.")]
    public static partial void HeldBy(ILogger logger, NamespacedName lease, string holder);

    [LoggerMessage(EventId = 203, Level = LogLevel.Warning, Message = "Lease {Lease} could not be {What}, will try again: {Trouble}")]
    public static partial void Trouble(ILogger logger, NamespacedName lease, string what, string trouble);

    [LoggerMessage(EventId = 204, Level = LogLevel.Debug, Message = "Lease {Lease} could still not be {What}: {Trouble}")]
    public static partial void SameTrouble(ILogger logger, NamespacedName lease, string what, string trouble);

    [LoggerMessage(EventId = 205, Level = LogLevel.Information, Message = "Lease {Lease} can be used again.")]
    public static partial void TroubleOver(ILogger logger, NamespacedName lease);

    [LoggerMessage(EventId = 206, Level = LogLevel.Information, Message = "Lease {Lease} is not watched, only polled, until the next try in {Delay}: {Trouble}")]
    public static partial void NotWatched(ILogger logger, NamespacedName lease, TimeSpan delay, string trouble);

    [LoggerMessage(EventId = 207, Level = LogLevel.Error, Message = "The leadership by lease {Lease} is lost: {Reason}")]
    public static partial void Lost(ILogger logger, NamespacedName lease, string reason);

    [LoggerMessage(EventId = 208, Level = LogLevel.Information, Message = "Lease {Lease} is released: another may lead at once.")]
    public static partial void Released(ILogger logger, NamespacedName lease);

    [LoggerMessage(EventId = 209, Level = LogLevel.Warning, Message = "Lease {Lease} could not be released, so that the others wait until it expires: {Trouble}")]
    public static partial void NotReleased(ILogger logger, NamespacedName lease, string trouble);

    [LoggerMessage(EventId = 210, Level = LogLevel.Error, Message = "Something that listens to the end of the term of lease {Lease} failed.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, NamespacedName lease);
}
