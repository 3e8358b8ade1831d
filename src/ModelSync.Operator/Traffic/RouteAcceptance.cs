using System.Globalization;
using System.Text.Json;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>Reads from a route's status whether what was written is in force.</summary>
internal static class RouteAcceptance
{
    /// <summary>
    /// Whether every parent that the route names reports Accepted and ResolvedRefs at the written generation. A VirtualService reports nothing as a rule, and
    /// counts as accepted; where Istio writes its status, that decides.
    /// </summary>
    public static bool Of(DynamicObject route)
    {
        var root = route.ToJsonElement();
        var generation = route.Metadata.Generation ?? 0;
        if (route.Kind is RouteKinds.VirtualService)
        {
            return ObservedGeneration(root.Member("status")) is not { } observed || observed >= generation;
        }

        var ns = route.Metadata.Namespace;
        var reports = root.Member("status").Items("parents").ToList();
        var parents = root.Member("spec").Items("parentRefs").Select(parent => ParentKey(parent, ns)).ToList();
        return parents.Count > 0 && parents.TrueForAll(parent => reports.Exists(report =>
            ParentKey(report.Member("parentRef"), ns) == parent && Holds(report, "Accepted", generation) && Holds(report, "ResolvedRefs", generation)));
    }

    /// <summary>Why a parent does not take the route, in its own words; null where none says so.</summary>
    public static string? RefusalOf(DynamicObject route)
    {
        foreach (var report in route.ToJsonElement().Member("status").Items("parents"))
        {
            foreach (var condition in report.Items("conditions"))
            {
                if (condition.Text("type") is "Accepted" or "ResolvedRefs" && condition.Text("status") is "False")
                {
                    return $"{condition.Text("reason")}: {condition.Text("message")}";
                }
            }
        }

        return null;
    }

    // Protobuf writes an int64 into JSON as a string, and Istio's status is protobuf.
    private static long? ObservedGeneration(JsonElement status) => status.Number("observedGeneration")
        ?? (long.TryParse(status.Text("observedGeneration"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    private static bool Holds(JsonElement report, string type, long generation)
    {
        foreach (var condition in report.Items("conditions"))
        {
            if (Reading.Text.Same(condition.Text("type"), type))
            {
                return condition.Text("status") is "True" && (condition.Number("observedGeneration") ?? generation) >= generation;
            }
        }

        return false;
    }

    private static (string, string, string?, string?, string?, long?) ParentKey(JsonElement parent, string? ns) => (
        parent.Text("group") ?? "gateway.networking.k8s.io",
        parent.Text("kind") ?? "Gateway",
        parent.Text("namespace") ?? ns,
        parent.Text("name"),
        parent.Text("sectionName"),
        parent.Number("port"));
}
