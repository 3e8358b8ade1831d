using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>A framework in a version.</summary>
public sealed record FrameworkReference
{
    /// <summary>The framework's name, such as pytorch.</summary>
    [Required, Length(1, 63)]
    public string? Name { get; init; }

    /// <summary>Its version.</summary>
    [Length(1, 63)]
    public string? Version { get; init; }
}
