using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Tests.Versions;

namespace ModelSync.Operator.Tests.Policies;

/// <summary>Versions and rollouts of the namespace team, and policies about them.</summary>
internal static class PolicyObjects
{
    public static readonly PolicyRule Sources = Sample.OnlyFrom("oci://blessed.example/");
    public static readonly PolicyRule Pace = new() { Name = "pace", Pace = new PaceRule { MaxFirstWeight = 10 } };
    public static readonly PolicyRule Ceiling = new() { Name = "ceiling", ResourceCeiling = new ResourceCeilingRule { Limits = StringMap.From([new("cpu", "1")]) } };
    public static readonly PolicyRule Approvals = new() { Name = "four-eyes", Approvals = new ApprovalsRule { Required = 2 } };

    public static ModelPolicy Policy(PolicyEnforcement enforcement = PolicyEnforcement.Enforce, params PolicyRule[] rules) => new()
    {
        ApiVersion = ModelPolicy.Resource.ApiVersion,
        Kind = ModelPolicy.Resource.Kind,
        Metadata = new ObjectMeta { Namespace = "team", Name = "house", Generation = 1 },
        Spec = new ModelPolicySpec { Enforcement = enforcement, Rules = rules },
    };

    /// <summary>A version of the model fraud that is pinned to what its spec says.</summary>
    public static ModelVersion Version(string number) => Sample.Pinned(Sample.Version with
    {
        Metadata = Sample.Version.Metadata with { Name = $"fraud-{number}" },
        Spec = Sample.Version.Spec! with { Version = number },
    });

    /// <summary>A rollout that serves one version and wants another one, or the same.</summary>
    public static ModelRollout Rollout(string name, string stable, string wanted, CanaryStep? first = null) => new()
    {
        ApiVersion = ModelRollout.Resource.ApiVersion,
        Kind = ModelRollout.Resource.Kind,
        Metadata = new ObjectMeta { Namespace = "team", Name = name },
        Spec = new ModelRolloutSpec
        {
            Model = "fraud",
            Version = wanted,
            Template = new PodTemplate { Spec = RawJson.From("""{"containers":[{"name":"server","resources":{"limits":{"cpu":"4"}}}]}""") },
            Strategy = new RolloutStrategy { Canary = new CanaryStrategy { Steps = [first ?? new CanaryStep { SetWeight = 50 }] } },
        },
        Status = new ModelRolloutStatus { Stable = new RevisionStatus { Version = stable, Revision = "aaaaaaaaaa", Digest = Version(stable).Status!.PackageDigest } },
    };

    /// <summary>What is asked about objects, in a namespace with these labels.</summary>
    public static PolicyCase[] Cases(IReadOnlyList<ModelVersion> versions, IReadOnlyList<ModelRollout> rollouts, StringMap? labels = null)
    {
        var cases = new PolicyCases(_ => labels ?? StringMap.Empty, "dev", (_, _, number) => versions.FirstOrDefault(version => version.Spec!.Version == number), Sample.Start);
        return [.. versions.Select(cases.Of), .. rollouts.Select(cases.Of)];
    }
}
