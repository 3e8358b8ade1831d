using System.Text.Json.Nodes;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>The objects of the tests against the API server, and what their conditions say.</summary>
internal static class Manifests
{
    public static string ServiceOf(int version) =>
        $$"""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "model-{{version}}"}, "spec": {"ports": [{"port": 80, "targetPort": 8080}]} }""";

    // A Service without a selector has its endpoints written by hand.
    public static string EndpointsOf(int version, string apiVersion) =>
        $$"""
        {"apiVersion": "{{apiVersion}}", "kind": "EndpointSlice", "metadata": {"name": "model-{{version}}-own", "labels": {"kubernetes.io/service-name": "model-{{version}}"} },
        "addressType": "IPv4", "ports": [{"name": "", "port": 8080}], "endpoints": [{"addresses": ["10.244.200.{{version}}"], "conditions": {"ready": true} }]}
        """;

    public static string RouteOf(string name, int weight, string annotations = "") =>
        $$"""
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "{{name}}", "annotations": { {{annotations}} } },
        "spec": {"parentRefs": [{"name": "playground"}], "rules": [{"backendRefs": [
        {"name": "model-1", "port": 80, "weight": {{100 - weight}} }, {"name": "model-2", "port": 80, "weight": {{weight}} }]}]} }
        """;

    public static string MeshOf(string destination) =>
        $$"""{"apiVersion": "networking.istio.io/v1beta1", "kind": "VirtualService", "metadata": {"name": "mesh"}, "spec": {"hosts": ["mesh"], "http": [{"route": [{{destination}}]}]} }""";

    public static string ConditionOf(JsonNode holder, string type)
    {
        var condition = (holder["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == type);
        return condition is null ? "" : $"{condition["status"]} {condition["reason"]} {condition["observedGeneration"]}";
    }
}
