using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>Another model that is needed, in a range of versions.</summary>
public sealed record ModelDependency
{
    /// <summary>The other model's name.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>The range of versions, such as "^2.3".</summary>
    [Required, Length(1, 128)]
    public string? Range { get; init; }
}
