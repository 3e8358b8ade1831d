using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>Policies that events bring.</summary>
internal static class Rules
{
    /// <summary>A freeze that began an hour ago and lasts for another two hours.</summary>
    public static PolicySource Freeze(Scene scene) => Policy(new PolicyRule
    {
        Name = "freeze",
        Freeze = new FreezeRule { Windows = [new FreezeWindow { Start = new KubeTime(scene.Now.AddHours(-1)), End = new KubeTime(scene.Now.AddHours(2)) }] },
    });

    public static PolicySource Deny(string version) => Policy(new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = [version], Reason = "leaked data" } });

    private static PolicySource Policy(PolicyRule rule) => new()
    {
        Kind = "ClusterModelPolicy",
        Name = "rules",
        Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Enforce, Rules = [rule] },
    };
}
