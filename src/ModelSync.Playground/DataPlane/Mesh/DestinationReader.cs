using System.Globalization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Mesh;

/// <summary>Reads where an HTTP route of a VirtualService sends its requests.</summary>
internal static class DestinationReader
{
    public static WeightedChoice<RouteBackend> Read(
        IReadOnlyList<VirtualServiceDestination>? destinations,
        string routeNamespace,
        string field,
        RouteProblems problems)
    {
        if (destinations is null or [])
        {
            problems.Add(field, value: null, "name at least one destination.");
        }

        // A single destination needs no weight; among several a missing one is 0, as Istio has it.
        var isSingle = destinations is { Count: 1 };
        return new((destinations ?? []).Select((destination, index) =>
            (ReadOne(destination, routeNamespace, $"{field}[{index}]", problems), WeightOf(destination, isSingle, $"{field}[{index}].weight", problems))));
    }

    public static HeaderChanges Changes(VirtualServiceHeaderChanges? changes) => changes is null ? HeaderChanges.None : new HeaderChanges
    {
        Set = [.. changes.Set ?? new Dictionary<string, string>(StringComparer.Ordinal)],
        Add = [.. changes.Add ?? new Dictionary<string, string>(StringComparer.Ordinal)],
        Remove = changes.Remove ?? [],
    };

    private static RouteBackend ReadOne(VirtualServiceDestination destination, string routeNamespace, string field, RouteProblems problems)
    {
        var reference = destination.Destination;
        if (reference?.Subset is { Length: > 0 } subset)
        {
            problems.Add($"{field}.destination.subset", subset, "the playground has no DestinationRules; give each subset a Service of its own.");
        }

        var service = ServiceOf(reference?.Host ?? "", routeNamespace);
        if (service is null)
        {
            problems.Add(
                $"{field}.destination.host", reference?.Host, "name a Service of the cluster: NAME, NAME.NAMESPACE or NAME.NAMESPACE.svc.cluster.local.");
        }

        return new RouteBackend
        {
            Service = service ?? new NamespacedName(routeNamespace, "-"),
            Port = reference?.Port?.Number ?? 0,
            RequestHeaders = Changes(destination.Headers?.Request),
            ResponseHeaders = Changes(destination.Headers?.Response),
        };
    }

    // A short name means the namespace of the VirtualService, whatever namespace it is exported to.
    private static NamespacedName? ServiceOf(string host, string routeNamespace) => host.Split('.') switch
    {
        [{ Length: > 0 } name] => new NamespacedName(routeNamespace, name),
        [{ Length: > 0 } name, { Length: > 0 } ns] => new NamespacedName(ns, name),
        [{ Length: > 0 } name, { Length: > 0 } ns, "svc"] => new NamespacedName(ns, name),
        [{ Length: > 0 } name, { Length: > 0 } ns, "svc", "cluster", "local"] => new NamespacedName(ns, name),
        _ => null,
    };

    private static int WeightOf(VirtualServiceDestination destination, bool isSingle, string field, RouteProblems problems)
    {
        if (destination.Weight is < 0)
        {
            problems.Add(field, destination.Weight.Value.ToString(CultureInfo.InvariantCulture), "a weight is 0 or more.");
            return 0;
        }

        return isSingle ? 1 : destination.Weight ?? 0;
    }
}
