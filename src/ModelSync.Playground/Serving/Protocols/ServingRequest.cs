namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A request as protocols see it: whole, and without anything of the transport.</summary>
internal sealed record ServingRequest(string Method, string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>The parts of the path, without escapes.</summary>
    public string[] Segments { get; } = Path.Length > 1 ? Array.ConvertAll(Path[1..].Split('/'), Unescaped) : [];

    // The web server leaves this one escape alone, since it would make two parts of one: a model may be named org/model.
    private static string Unescaped(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
