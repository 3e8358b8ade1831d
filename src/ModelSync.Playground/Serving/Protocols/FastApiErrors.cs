namespace ModelSync.Playground.Serving.Protocols;

/// <summary><c>{"error": message}</c> from the runtime, and FastAPI's own words for what never reaches it.</summary>
internal sealed class FastApiErrors(int invalidInputStatus, Func<int, string, ServingReply> error) : ErrorStyle
{
    public override int InvalidInputStatus => invalidInputStatus;

    public override ServingReply Error(int status, string message) => error(status, message);

    public override ServingReply NotFound(ServingRequest request) => Detail(404, "Not Found");

    public override ServingReply MethodNotAllowed(string allow) => Detail(405, "Method Not Allowed") with { Allow = allow };

    // FastAPI has a list of problems where its own validation fails.
    public override ServingReply InvalidInput(string message) => invalidInputStatus != 422 ? base.InvalidInput(message) : Json.Reply(422, writer =>
    {
        writer.WriteStartArray("detail");
        writer.WriteStartObject();
        writer.WriteString("type", "value_error");
        writer.WriteStrings("loc", "body");
        writer.WriteString("msg", message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private static ServingReply Detail(int status, string message) => Json.Reply(status, writer => writer.WriteString("detail", message));
}
