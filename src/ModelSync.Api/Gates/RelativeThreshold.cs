namespace ModelSync.Api.Gates;

/// <summary>A limit in relation to stable: exactly one of its members.</summary>
public sealed record RelativeThreshold
{
    /// <summary>The greatest quotient of candidate and stable, a decimal.</summary>
    public string? MaxRatio { get; init; }

    /// <summary>The greatest difference of candidate and stable, a decimal.</summary>
    public string? MaxDelta { get; init; }
}
