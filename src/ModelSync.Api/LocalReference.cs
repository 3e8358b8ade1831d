using ModelSync.Api.Schema;

namespace ModelSync.Api;

/// <summary>Names an object in the same namespace.</summary>
public sealed record LocalReference : SpecPart
{
    /// <summary>The object's name.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }
}
