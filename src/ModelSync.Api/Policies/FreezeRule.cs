using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>When nothing starts or advances; returns are always free.</summary>
public sealed record FreezeRule : SpecPart
{
    /// <summary>The windows.</summary>
    [Required, Items(16, Min = 1)]
    public IReadOnlyList<FreezeWindow>? Windows { get; init; }
}
