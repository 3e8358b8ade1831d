namespace ModelSync.Playground.Serving.Protocols;

/// <summary>An answer.</summary>
internal sealed record ServingReply(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The method that a 405 names.</summary>
    public string? Allow { get; init; }

    public static ServingReply Empty(int status) => new(status, null, default);

    public static ServingReply Text(int status, string text) => new(status, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text));
}
