using ModelSync.Core.Policies;

namespace ModelSync.Operator.Policies;

/// <summary>One thing to ask a policy.</summary>
/// <param name="Moment">What is, or would be, about to happen.</param>
/// <param name="Facts">What rules look at.</param>
/// <param name="IsAtRest">Whether it is about what serves already: only rules that are about a state count, those about a change had their say.</param>
internal sealed record PolicyQuestion(PolicyMoment Moment, PolicyFacts Facts, bool IsAtRest = false);
