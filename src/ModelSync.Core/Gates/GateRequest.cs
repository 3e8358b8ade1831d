using ModelSync.Core.Revisions;

namespace ModelSync.Core.Gates;

/// <summary>A gate that should be measuring now; one that is asked for no more stops.</summary>
public sealed record GateRequest
{
    /// <summary>Which run.</summary>
    public required GateKey Key { get; init; }

    /// <summary>The gate.</summary>
    public required PlannedGate Gate { get; init; }

    /// <summary>The revision that is judged.</summary>
    public required string Candidate { get; init; }

    /// <summary>The revision that it is compared with; null for the first one.</summary>
    public string? Stable { get; init; }
}
