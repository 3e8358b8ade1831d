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
        Of(new PolicyRule { Name = "freeze", Freeze = new FreezeRule { Windows = [new FreezeWindow { Start = Around(-30), End = Around(300) }] } }),
        Of(new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = [VersionName.Of(2)], Reason = "it was trained on leaked data" } }),
        Of(new PolicyRule { Name = "approvals", Approvals = new ApprovalsRule { Required = 1 } }),
        new PolicyView { Policies = [PolicySource.Unknown("ClusterModelPolicy", "its cache is not synced")] },
    ];

    /// <summary>The policies with some trouble.</summary>
    public static PolicyView Of(PolicyTrouble trouble) => Views[(int)trouble];

    private static PolicyView Of(PolicyRule rule) => new()
    {
        Policies = [new PolicySource { Kind = "ClusterModelPolicy", Name = "house-rules", Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Enforce, Rules = [rule] } }],
        Approvals = [],
    };

    private static KubeTime Around(int days) => new(ClusterSim.Dawn.AddDays(days));
}
