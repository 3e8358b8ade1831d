using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>By which keys components must be signed.</summary>
public sealed record SignatureRule : SpecPart
{
    /// <summary>Public keys as PEM; one of them has to fit.</summary>
    [Required, Items(8, Min = 1), ListSet, Length(1, 1024)]
    public IReadOnlyList<string>? Keys { get; init; }
}
