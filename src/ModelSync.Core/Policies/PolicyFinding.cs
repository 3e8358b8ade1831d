using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies;

/// <summary>What one rule of a policy says.</summary>
public sealed record PolicyFinding
{
    /// <summary>The policy, as Kind/name.</summary>
    public required string Policy { get; init; }

    /// <summary>The rule's name; null when it is about the whole policy.</summary>
    public string? Rule { get; init; }

    /// <summary>What it leads to.</summary>
    public required PolicyVerdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public required PolicyReason Reason { get; init; }

    /// <summary>The observed value, the limit and the remedy, in a sentence without a full stop.</summary>
    public required string Message { get; init; }

    /// <summary>When it is worth asking again, if time alone can change it: the end of a freeze.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The finding as a status shows it.</summary>
    public PolicyReport ToReport() => new() { Policy = Policy, Rule = Rule, Verdict = Verdict, Message = Message };
}
