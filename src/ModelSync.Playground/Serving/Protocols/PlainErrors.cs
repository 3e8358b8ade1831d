namespace ModelSync.Playground.Serving.Protocols;

/// <summary><c>{"error": message}</c> for everything, as the Open Inference Protocol, Triton and TensorFlow Serving do.</summary>
internal sealed class PlainErrors : ErrorStyle
{
    public static PlainErrors Instance { get; } = new();

    public override ServingReply Error(int status, string message) => Json.Reply(status, writer => writer.WriteString("error", message));
}
