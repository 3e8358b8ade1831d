using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Policies;

/// <summary>What a policy is about and what it objects to: a pure function of the policy and of the objects.</summary>
/// <param name="Matched">How many objects it is about.</param>
/// <param name="Violations">The first of its objections, sorted.</param>
/// <param name="Objections">How many there are in all.</param>
/// <param name="Until">When the first of the freezes that it objects with ends.</param>
internal sealed record PolicyReview(int Matched, IReadOnlyList<PolicyViolation> Violations, int Objections, DateTimeOffset? Until)
{
    private const int MostViolations = 50;
    private const int LongestMessage = 512;

    // A violation needs a rule's name, also where the policy as a whole cannot be evaluated.
    private const string WholePolicy = "*";

    /// <param name="sources">The policy as the evaluator takes it.</param>
    /// <param name="cases">The objects of its scope.</param>
    public static PolicyReview Of(IReadOnlyList<PolicySource> sources, IEnumerable<PolicyCase> cases)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(cases);

        // What cannot be evaluated is one thing to tell, by the condition, and not one of each object.
        PolicySource[] whole = [.. sources.Where(static source => source is { Problem: null, Spec: not null })];
        var ofState = Only(whole, static rule => IsAboutVersion(rule) || IsAboutPods(rule));
        var ofVersion = Only(whole, IsAboutVersion);
        var matched = 0;
        DateTimeOffset? until = null;
        var violations = new SortedSet<PolicyViolation>(ByObject.Instance);
        foreach (var one in cases.Where(one => sources.Any(source => PolicyEvaluator.IsAbout(source, one.Target))))
        {
            matched++;
            foreach (var (question, finding) in one.Questions.SelectMany(question => Ask(question, question switch
            {
                { IsAtRest: true, Facts.PodSpec: null } => ofVersion,
                { IsAtRest: true } => ofState,
                _ => whole,
            })))
            {
                until = finding.Until is { } end && (until is null || end < until) ? end : until;
                violations.Add(new PolicyViolation
                {
                    Object = one.Name,
                    Rule = finding.Rule ?? WholePolicy,
                    Message = Texts.Shorten($"{question.Facts.Version.Version}: {finding.Message}", LongestMessage),
                });
            }
        }

        return new PolicyReview(matched, [.. violations.Take(MostViolations)], violations.Count, until);
    }

    private static IEnumerable<(PolicyQuestion Question, PolicyFinding Finding)> Ask(PolicyQuestion question, PolicySource[] sources) =>
        PolicyEvaluator.Evaluate(question.Moment, question.Facts, sources).Findings
            .Where(static finding => finding.Verdict is not PolicyVerdict.Pass)
            .Select(finding => (question, finding));

    private static PolicySource[] Only(PolicySource[] sources, Func<PolicyRule, bool> isWanted) =>
    [
        .. sources
            .Select(source => source with { Spec = source.Spec! with { Rules = [.. (source.Spec.Rules ?? []).Where(isWanted)] } })
            .Where(static source => source.Spec!.Rules is { Count: > 0 }),
    ];

    private static bool IsAboutVersion(PolicyRule rule) =>
        rule.AllowedSources is not null || rule.DigestStrength is not null || rule.RequiredMetadata is not null || rule.MetricFloors is not null || rule.Deny is not null;

    private static bool IsAboutPods(PolicyRule rule) => rule is { ResourceCeiling: not null } or { PinnedImage: not null };

    private sealed class ByObject : IComparer<PolicyViolation>
    {
        public static readonly ByObject Instance = new();

        public int Compare(PolicyViolation? x, PolicyViolation? y) =>
            (string.CompareOrdinal(x?.Object, y?.Object), string.CompareOrdinal(x?.Rule, y?.Rule), string.CompareOrdinal(x?.Message, y?.Message)) switch
            {
                (not 0 and var order, _, _) => order,
                (_, not 0 and var order, _) => order,
                (_, _, var order) => order,
            };
    }
}
