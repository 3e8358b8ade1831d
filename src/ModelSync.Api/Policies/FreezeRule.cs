namespace ModelSync.Api.Policies;

/// <summary>When nothing starts or advances; returns are always free.</summary>
public sealed record FreezeRule
{
    /// <summary>The windows.</summary>
    public IReadOnlyList<FreezeWindow>? Windows { get; init; }
}
