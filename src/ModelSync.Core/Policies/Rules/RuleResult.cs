namespace ModelSync.Core.Policies.Rules;

/// <summary>What a rule finds, before its policy's enforcement makes a verdict of it.</summary>
internal sealed record RuleResult(PolicyReason Reason, string Message)
{
    /// <summary>When time alone may change it.</summary>
    public DateTimeOffset? Until { get; init; }

    public static RuleResult Pass(string message) => new(PolicyReason.PolicySatisfied, message);

    public static RuleResult Unknown(string problem) => new(PolicyReason.PolicyNotEnforceable, problem);

    /// <summary>Passes when there are no objections, else fails with all of them and one remedy.</summary>
    public static RuleResult Of(IReadOnlyCollection<string> objections, string passed, string remedy) =>
        objections.Count == 0 ? Pass(passed) : new RuleResult(PolicyReason.PolicyViolated, $"{string.Join("; ", objections)}: {remedy}");
}
