using ModelSync.Api.Policies;
using ModelSync.Core.Policies;

namespace ModelSync.Operator.Versions;

/// <summary>What policies say about a version as such.</summary>
/// <param name="Reports">What each rule says, for the status.</param>
/// <param name="Accepted">What the condition says.</param>
internal sealed record PolicyOpinion(IReadOnlyList<PolicyReport> Reports, Finding Accepted)
{
    private const int MostReports = 200;
    private const int LongestMessage = 2048;

    // What is said about a policy as a whole needs a name too: reports are told apart by policy and rule.
    private const string WholePolicy = "*";

    /// <summary>Asks the policies about a pinned version.</summary>
    public static PolicyOpinion Of(VersionSnapshot snapshot, VersionPins pins)
    {
        var decision = PolicyEvaluator.Evaluate(PolicyMoment.Accept, Facts(snapshot, pins), snapshot.Policies);
        var reports = decision.Findings
            .OrderByDescending(finding => finding.Verdict)
            .ThenBy(finding => finding.Policy, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .Select(finding => finding.ToReport() with { Rule = finding.Rule ?? WholePolicy, Message = Texts.Shorten(finding.Message, LongestMessage) })
            .DistinctBy(report => (report.Policy, report.Rule))
            .Take(MostReports)
            .ToArray();
        return new PolicyOpinion(reports, Condition(decision));
    }

    private static Finding Condition(PolicyDecision decision)
    {
        if (decision.Objection is { } objection)
        {
            return Finding.False(VersionConditions.Accepted, objection.Reason.ToString(), $"{objection.Policy}: {objection.Message}.");
        }

        string[] warnings =
        [
            .. decision.Findings.Where(finding => finding.Verdict is PolicyVerdict.Warn).Select(finding => $"{finding.Policy}: {finding.Message}"),
        ];
        return warnings.Length == 0
            ? Finding.True(VersionConditions.Accepted, VersionReasons.Accepted, "No rule and no policy stands against the version.")
            : Finding.True(VersionConditions.Accepted, VersionReasons.AcceptedWithWarnings, Texts.Sentence(Texts.Some(warnings, "; ", 3)));
    }

    private static PolicyFacts Facts(VersionSnapshot snapshot, VersionPins pins) => new()
    {
        Target = new PolicyTarget
        {
            Namespace = snapshot.Version.Metadata.Namespace ?? string.Empty,
            NamespaceLabels = snapshot.NamespaceLabels,
            Model = snapshot.Version.Spec?.Model ?? string.Empty,
            Environment = EnvironmentResolver.Resolve(clusterLabels: null, snapshot.NamespaceLabels, snapshot.DefaultEnvironment),
        },
        Version = new VersionFacts
        {
            Version = snapshot.Version.Spec?.Version ?? string.Empty,
            Spec = snapshot.Version.Spec,
            Components = pins.Components ?? [],
            PackageDigest = pins.PackageDigest,
        },
        SteadyNow = snapshot.Now,
    };
}
