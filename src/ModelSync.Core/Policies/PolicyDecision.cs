using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies;

/// <summary>What all policies say together.</summary>
public sealed record PolicyDecision
{
    /// <summary>What each rule that has something to say says, in the order of policies and rules.</summary>
    public required IReadOnlyList<PolicyFinding> Findings { get; init; }

    /// <summary>Whether it may happen.</summary>
    public bool IsAllowed => Findings.All(finding => finding.Verdict is not PolicyVerdict.Deny);

    /// <summary>The first finding that stands against it.</summary>
    public PolicyFinding? Objection => Findings.FirstOrDefault(finding => finding.Verdict is PolicyVerdict.Deny);

    /// <summary>When the last of the freezes that stand against it ends; null when time alone changes nothing.</summary>
    public DateTimeOffset? FrozenUntil => Findings.Where(finding => finding.Verdict is PolicyVerdict.Deny).Max(finding => finding.Until);
}
