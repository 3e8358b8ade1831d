using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The ports of Services.</summary>
internal static class ServicePorts
{
    public static JsonArray Render(IReadOnlyList<ServicePortSpec> ports) => JsonTree.List(ports.Select(static port => JsonTree.Of(
        ("name", JsonTree.Of(port.Name)),
        ("port", JsonTree.Of(port.Port)),
        ("protocol", "TCP"),
        ("targetPort", JsonTree.Of(port.TargetPort) ?? JsonTree.Of(port.Port)),
        ("appProtocol", JsonTree.Of(port.AppProtocol)))))!;
}
