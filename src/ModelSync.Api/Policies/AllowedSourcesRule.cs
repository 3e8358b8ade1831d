using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>Where components may come from.</summary>
public sealed record AllowedSourcesRule : SpecPart
{
    /// <summary>Beginnings of addresses, such as oci://registry.example/models/; one has to fit up to a whole path segment.</summary>
    [Required, Items(64, Min = 1), ListSet, Length(1, 512)]
    public IReadOnlyList<string>? Prefixes { get; init; }
}
