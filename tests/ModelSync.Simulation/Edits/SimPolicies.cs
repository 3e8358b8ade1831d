using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Values;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>The policies of simulated worlds.</summary>
internal static class SimPolicies
{
    private static readonly PolicyView[] Views =
    [
        PolicyView.None,
        Freeze(Around(-30), Around(300)),
        Of(new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = [VersionName.Of(2)], Reason = "it was trained on leaked data" } }),
        Of(new PolicyRule { Name = "approvals", Approvals = new ApprovalsRule { Required = 1 } }),
        new PolicyView { Policies = [PolicySource.Unknown("ClusterModelPolicy", "its cache is not synced: wait, or see whether the operator may list it")] },
    ];

    /// <summary>The policies with some trouble.</summary>
    public static PolicyView Of(PolicyTrouble trouble) => Views[(int)trouble];

    /// <summary>A freeze between two times.</summary>
    public static PolicyView Freeze(DateTimeOffset start, DateTimeOffset end) =>
        Of(new PolicyRule { Name = "freeze", Freeze = new FreezeRule { Windows = [new FreezeWindow { Start = new KubeTime(start), End = new KubeTime(end) }] } });

    private static PolicyView Of(PolicyRule rule) => new()
    {
        Policies = [new PolicySource { Kind = "ClusterModelPolicy", Name = "house-rules", Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Enforce, Rules = [rule] } }],
        Approvals = [],
        DefaultEnvironment = "prod",
    };

    private static DateTimeOffset Around(int days) => ClusterSim.Dawn.AddDays(days);
}
