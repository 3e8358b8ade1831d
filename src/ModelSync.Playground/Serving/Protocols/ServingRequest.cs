namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A request as protocols see it: whole, and without anything of the transport.</summary>
internal sealed record ServingRequest(string Method, string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>The parts of the path, without escapes.</summary>
    public string[] Segments { get; } = Path.Length > 1 ? Path[1..].Split('/') : [];
}
