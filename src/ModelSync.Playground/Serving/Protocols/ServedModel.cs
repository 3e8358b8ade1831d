namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A server at the moment of a request.</summary>
internal sealed record ServedModel
{
    public required ModelServerIdentity Identity { get; init; }

    public required bool IsReady { get; init; }

    /// <summary>What inference answers; null: a number that follows from the input.</summary>
    public string? Answer { get; init; }

    /// <summary>When the server started, and when the request came.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The number of the request, from 1.</summary>
    public required long Sequence { get; init; }

    public string Name => Identity.Model;

    public string Version => Identity.Version;

    public bool Is(string name) => string.Equals(name, Name, StringComparison.Ordinal);

    /// <summary>Whether this version is the one asked for; no version asks for any.</summary>
    public bool Serves(string? version) => version is null || string.Equals(version, Version, StringComparison.Ordinal);
}
