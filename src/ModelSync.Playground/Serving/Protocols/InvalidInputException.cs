namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The body of a request is not what the protocol asks for; the message is for the client.</summary>
internal sealed class InvalidInputException(string message) : Exception(message)
{
    /// <summary>The status of the answer where it is not the usual one.</summary>
    public int? Status { get; init; }
}
