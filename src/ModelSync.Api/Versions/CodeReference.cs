using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>A state of source code.</summary>
public sealed record CodeReference
{
    /// <summary>The repository.</summary>
    [Length(1, Limits.Uri)]
    public string? Repository { get; init; }

    /// <summary>The commit.</summary>
    [Length(1, 64)]
    public string? Commit { get; init; }
}
