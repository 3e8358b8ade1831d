namespace ModelSync.Api.Versions;

/// <summary>A framework in a version.</summary>
public sealed record FrameworkReference
{
    /// <summary>The framework's name, such as pytorch.</summary>
    public string? Name { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }
}
