using System.Text.Json;
using ModelSync.Core.Revisions;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>Reads which Services a route sends to, and with which weights.</summary>
internal static class BackendReader
{
    /// <summary>The rules of a route, each with its name and backends.</summary>
    public static IReadOnlyList<RouteRule> RulesOf(DynamicObject route)
    {
        var spec = route.ToJsonElement().Member("spec");
        return route.Kind is RouteKinds.VirtualService
            ? [.. spec.Items("http").Select(rule => new RouteRule(rule.Text("name"), [.. rule.Items("route").Select(entry => Destination(entry, route.Metadata.Namespace))]))]
            : [.. spec.Items("rules").Select(rule => new RouteRule(rule.Text("name"), [.. rule.Items("backendRefs").Select(entry => Backend(entry, route.Metadata.Namespace))]))];
    }

    /// <summary>The weights of a rollout's revisions in a rule, in percent; empty where it sends to none of them.</summary>
    public static TrafficSplit SplitOf(RouteRule rule, string rollout)
    {
        var weights = rule.Backends.Select(backend => (backend.Weight, Of: RevisionIdentity.OfObject(backend.Service)))
            .Where(backend => Text.Same(backend.Of?.Rollout, rollout))
            .GroupBy(backend => backend.Of!.Value.Revision, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.Sum(backend => backend.Weight)))
            .ToList();
        var sum = weights.Sum(weight => weight.Value);
        return sum == 100 ? TrafficSplit.Of([.. weights.Select(weight => new RevisionWeight(weight.Key, weight.Value))]) : ReadyShares.Of(weights);
    }

    private static RouteBackend Backend(JsonElement entry, string? ownNamespace)
    {
        var isService = entry.Text("kind") is null or "Service" && entry.Text("group") is null or "";
        var isHere = entry.Text("namespace") is not { } other || Text.Same(other, ownNamespace);
        return new RouteBackend(isService && isHere ? entry.Text("name") : null, (int?)entry.Number("weight") ?? 1);
    }

    // The only destination gets everything, whatever it says.
    private static RouteBackend Destination(JsonElement entry, string? ownNamespace)
    {
        var host = entry.Member("destination").Text("host");
        var parts = host?.Split('.', 3);
        return new RouteBackend(parts is [var name] ? name : parts is [var service, var ns, ..] && Text.Same(ns, ownNamespace) ? service : null, (int?)entry.Number("weight") ?? 100);
    }
}
