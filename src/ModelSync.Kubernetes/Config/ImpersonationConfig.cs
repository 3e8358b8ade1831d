namespace ModelSync.Kubernetes.Config;

/// <summary>The user whose permissions the server applies (`as`, `as-uid`, `as-groups`, `as-user-extra`).</summary>
public sealed record ImpersonationConfig
{
    /// <summary>The user's name; the server refuses groups or extras without it.</summary>
    public required string UserName { get; init; }

    /// <summary>The user's uid.</summary>
    public string? Uid { get; init; }

    /// <summary>The user's groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Further attributes of the user.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
