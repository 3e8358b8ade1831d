namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The form of a runtime's errors.</summary>
internal abstract class ErrorStyle
{
    /// <summary>The status of a body that cannot be read.</summary>
    public virtual int InvalidInputStatus => 400;

    public abstract ServingReply Error(int status, string message);

    public virtual ServingReply NotFound(ServingRequest request) => Error(404, "Not Found");

    public virtual ServingReply MethodNotAllowed(string allow) => Error(405, "Method Not Allowed") with { Allow = allow };

    public virtual ServingReply InvalidInput(string message) => Error(InvalidInputStatus, message);
}
