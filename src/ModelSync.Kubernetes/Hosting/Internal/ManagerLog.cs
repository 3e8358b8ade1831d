using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Hosting.Internal;

internal static partial class ManagerLog
{
    [LoggerMessage(EventId = 220, Level = LogLevel.Debug, Message = "Starting {Runnable} of the group {Group}.")]
    public static partial void Starting(ILogger logger, string runnable, RunnableGroup group);

    [LoggerMessage(EventId = 221, Level = LogLevel.Information, Message = "{Runnable} of the group {Group} has ended by itself.")]
    public static partial void Ended(ILogger logger, string runnable, RunnableGroup group);

    [LoggerMessage(EventId = 222, Level = LogLevel.Error, Message = "{Runnable} of the group {Group} failed.")]
    public static partial void Failed(ILogger logger, Exception exception, string runnable, RunnableGroup group);

    [LoggerMessage(EventId = 223, Level = LogLevel.Information, Message = "Stopping: {Reason}.")]
    public static partial void Stopping(ILogger logger, string reason);

    [LoggerMessage(EventId = 224, Level = LogLevel.Error, Message = "{Runnable} of the group {Group} was told to end and has not within {Time}: does it ignore its token?")]
    public static partial void Ignores(ILogger logger, string runnable, RunnableGroup group, TimeSpan time);

    [LoggerMessage(EventId = 225, Level = LogLevel.Information, Message = "Everything has ended.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventId = 226, Level = LogLevel.Information, Message = "Got {Signal}; the next one ends this process at once.")]
    public static partial void Signalled(ILogger logger, string signal);

    [LoggerMessage(EventId = 227, Level = LogLevel.Critical, Message = "This process ends with a failure.")]
    public static partial void Fatal(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 228, Level = LogLevel.Error, Message = "Something that listens to the end of the group {Group} failed.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, RunnableGroup group);
}
