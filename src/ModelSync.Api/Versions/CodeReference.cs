namespace ModelSync.Api.Versions;

/// <summary>A state of source code.</summary>
public sealed record CodeReference
{
    /// <summary>The repository.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit.</summary>
    public string? Commit { get; init; }
}
