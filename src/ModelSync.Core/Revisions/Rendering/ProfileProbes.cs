using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>
/// The readiness probe of a runtime, for containers that have none. There is no liveness probe: it would end a server that loads a large
/// model.
/// </summary>
internal static class ProfileProbes
{
    public static void AddTo(JsonObject container, RuntimeProfile profile, RolloutIdentity rollout, IReadOnlyList<ServicePortSpec> ports)
    {
        if (container["readinessProbe"] is not null || ports.Count == 0)
        {
            return;
        }

        var port = JsonTree.Of(ports[0].TargetPort) ?? JsonTree.Of(ports[0].Port);
        var path = IsHttp2Only(ports[0]) ? null : PathOf(profile, rollout);
        container["readinessProbe"] = JsonTree.Of(
            path is null ? ("tcpSocket", JsonTree.Of(("port", port))) : ("httpGet", JsonTree.Of(("path", path), ("port", port))),
            ("periodSeconds", 5),
            ("timeoutSeconds", 3),
            ("failureThreshold", 3));
    }

    /// <summary>Where a ready server answers 200; null where only the open port can be asked.</summary>
    private static string? PathOf(RuntimeProfile profile, RolloutIdentity rollout) => profile switch
    {
        RuntimeProfile.OIP or RuntimeProfile.Triton or RuntimeProfile.KServe or RuntimeProfile.MLServer => "/v2/health/ready",
        RuntimeProfile.VLLM or RuntimeProfile.SGLang => "/health",
        RuntimeProfile.TFServing => $"/v1/models/{rollout.Model}",
        RuntimeProfile.TorchServe => "/ping",
        RuntimeProfile.RayServe => "/-/healthz",
        _ => null,
    };

    private static bool IsHttp2Only(ServicePortSpec port) => port.AppProtocol is "kubernetes.io/h2c" or "grpc";
}
