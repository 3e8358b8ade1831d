using ModelSync.Api.Policies;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of what policies say about rollouts.</summary>
internal static class RolloutPolicyRules
{
    /// <summary>Those of pace.</summary>
    public static Place<PaceRule> Pace() => new Place<PaceRule>()
        .Require(
            "has(self.maxFirstWeight) || has(self.maxStepWeight) || has(self.minBakeSeconds) || has(self.requiredGates) || has(self.strategies)",
            static pace => pace.MaxFirstWeight is not null || pace.MaxStepWeight is not null || pace.MinBakeSeconds is not null
                || pace.RequiredGates is not null || pace.Strategies is not null,
            "pace must have at least one of maxFirstWeight, maxStepWeight, minBakeSeconds, requiredGates and strategies, or it says nothing");

    /// <summary>Those of deny.</summary>
    public static Place<DenyRule> Deny() => new Place<DenyRule>()
        .Require(
            "has(self.digests) || has(self.trainingDataHashes) || has(self.versions)",
            static deny => deny.Digests is not null || deny.TrainingDataHashes is not null || deny.Versions is not null,
            "deny must have at least one of digests, trainingDataHashes and versions, or it says nothing")
        .Require(
            $"!has(self.versions) || self.versions.all(v, v.matches(r'{Patterns.Version}'))",
            static deny => deny.Versions?.All(static version => Patterns.Version.Fits(version)) ?? true,
            "versions must have whole versions such as 2.3.1+data.7, or the rule denies nothing",
            field: ".versions");
}
