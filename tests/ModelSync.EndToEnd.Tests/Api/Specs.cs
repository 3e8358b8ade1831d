using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Api;

/// <summary>A small good object of each kind.</summary>
internal static class Specs
{
    public const string Rollout = """
        {"model":"fraud","version":"1.0.0","template":{"spec":{"containers":[{"name":"server","image":"registry.example/fraud:1","ports": [{"name":"web","containerPort":8080}]}]}},
         "ports":[{"name":"http","port":80,"targetPort":"web"}],"strategy":{"canary":{"steps":[{"setWeight":5},{"pause":{}}]}}}
        """;

    public const string Policy = """{"rules":[{"name":"images","pinnedImage":{}}]}""";

    private const string Version = """{"model":"fraud","version":"1.0.0","components":[{"name":"weights","role":"Weights","uri":"oci://registry.example/fraud:1.0.0"}]}""";
    private const string Gate = """{"type":"Probe","probe":{"profile":"Readiness"}}""";
    private const string Cluster = """{"kubeconfigSecretRef":{"namespace":"modelsync-system","name":"west"}}""";

    private static readonly string Approval =
        $$"""{"model":"fraud","version":"1.0.0","packageDigest":"sha256:{{new string('a', 64)}}","environment":"prod","decision":"Approve"}""";

    public static IEnumerable<(ResourceInfo Kind, string Name, string Spec)> All =>
    [
        (ModelVersion.Resource, "fraud-1.0.0", Version),
        (ModelRollout.Resource, "fraud", Rollout),
        (ModelGate.Resource, "smoke", Gate),
        (ClusterModelGate.Resource, "smoke", Gate),
        (ModelPolicy.Resource, "images", Policy),
        (ClusterModelPolicy.Resource, "images", Policy),
        (ModelApproval.Resource, "fraud-prod", Approval),
        (ModelCluster.Resource, "west", Cluster),
    ];
}
