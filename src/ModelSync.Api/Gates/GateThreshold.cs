using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>What passes: all of its members have to hold.</summary>
public sealed record GateThreshold : SpecPart
{
    /// <summary>The least value that passes, such as "0.99".</summary>
    [Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public string? Min { get; init; }

    /// <summary>The greatest value that passes, such as "0.01".</summary>
    [Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public string? Max { get; init; }

    /// <summary>A limit in relation to what stable does at the same time.</summary>
    public RelativeThreshold? RelativeToStable { get; init; }
}
