using Microsoft.Extensions.Logging;

namespace ModelSync.Playground.DataPlane;

internal sealed partial class DataPlaneLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Warning, "The status of {Object} could not be written and is tried again: {Reason}")]
    public partial void StatusFailed(string @object, string reason);

    [LoggerMessage(2, LogLevel.Error, "The API server refuses the status of {Object}: {Reason}")]
    public partial void StatusRefused(string @object, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Object} could not be served and stays as it was")]
    public partial void ObjectFailed(Exception exception, string @object);

    [LoggerMessage(4, LogLevel.Warning, "The file of listeners could not be written: {Reason}")]
    public partial void FileFailed(string reason);
}
