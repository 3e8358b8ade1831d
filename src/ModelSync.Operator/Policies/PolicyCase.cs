using ModelSync.Core.Policies;

namespace ModelSync.Operator.Policies;

/// <summary>One object that a policy may be about.</summary>
/// <param name="Name">Kind/namespace/name.</param>
/// <param name="Target">What policies match on.</param>
/// <param name="Questions">What to ask about it; made only where a policy is about it.</param>
internal sealed record PolicyCase(string Name, PolicyTarget Target, IEnumerable<PolicyQuestion> Questions);
