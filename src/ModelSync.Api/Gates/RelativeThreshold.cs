using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>A limit in relation to stable: exactly one of its members.</summary>
public sealed record RelativeThreshold : SpecPart
{
    /// <summary>The greatest quotient of the candidate's value and stable's, such as "1.2".</summary>
    [Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public string? MaxRatio { get; init; }

    /// <summary>The greatest difference of the candidate's value and stable's, such as "0.01".</summary>
    [Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public string? MaxDelta { get; init; }
}
