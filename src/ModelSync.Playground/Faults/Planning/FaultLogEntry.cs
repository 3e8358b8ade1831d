namespace ModelSync.Playground.Faults.Planning;

/// <summary>One injection: what was done to what, in the order of the decisions.</summary>
public sealed record FaultLogEntry
{
    /// <summary>Counts the injections, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The seed of the plan.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of the rule.</summary>
    public required int RuleId { get; init; }

    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Which of the rule's matches this was, from 0.</summary>
    public required long Match { get; init; }

    /// <summary>What was done.</summary>
    public required string What { get; init; }

    /// <summary>The verb; null for a connection.</summary>
    public string? Verb { get; init; }

    /// <summary>The path and query; null for a connection.</summary>
    public string? Target { get; init; }

    /// <summary>Who asked.</summary>
    public string? User { get; init; }

    /// <summary>With what.</summary>
    public string? Agent { get; init; }
}
