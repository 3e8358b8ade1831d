namespace ModelSync.Playground.Serving.Protocols;

/// <summary>TorchServe's <c>{"code", "type", "message"}</c>, with the name of a Java exception.</summary>
internal sealed class TorchServeErrors : ErrorStyle
{
    public static TorchServeErrors Instance { get; } = new();

    public override ServingReply Error(int status, string message) => Typed(status, TypeOf(status), message);

    public override ServingReply NotFound(ServingRequest request) =>
        Typed(404, "ResourceNotFoundException", "Requested resource is not found, please refer to API document.");

    public override ServingReply MethodNotAllowed(string allow) =>
        Error(405, "Requested method is not allowed, please refer to API document.") with { Allow = allow };

    public static ServingReply Typed(int status, string type, string message) => Json.Reply(status, writer =>
    {
        writer.WriteNumber("code", status);
        writer.WriteString("type", type);
        writer.WriteString("message", message);
    });

    private static string TypeOf(int status) => status switch
    {
        405 => "MethodNotAllowedException",
        503 => "ServiceUnavailableException",
        < 500 => "BadRequestException",
        _ => "InternalServerException",
    };
}
