using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>One key of a Secret of the same namespace.</summary>
public sealed record SecretKeyReference : SpecPart
{
    /// <summary>The Secret's name.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }

    /// <summary>The key in it.</summary>
    [Required, Length(1, 253)]
    public string? Key { get; init; }
}
