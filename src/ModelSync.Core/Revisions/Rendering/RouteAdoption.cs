using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>
/// Writes a split into one named rule of a route that somebody else owns, as a JSON patch that fails when the route has changed. Only
/// the entries of this rollout change; the rest of the route stays byte for byte.
/// </summary>
public static class RouteAdoption
{
    /// <summary>The patch for a rule of an HTTPRoute or GRPCRoute; an empty one when the split already stands there.</summary>
    public static Rendered<RoutePatch> Patch(RawJson live, RouteReference route, RolloutIdentity rollout, TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Patch(live, AdoptedRoute.Of(route), rollout, split);
    }

    /// <summary>The patch for an HTTP route of a VirtualService; an empty one when the split already stands there.</summary>
    public static Rendered<RoutePatch> Patch(RawJson live, VirtualServiceReference route, RolloutIdentity rollout, TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Patch(live, AdoptedRoute.Of(route), rollout, split);
    }

    /// <summary>The patch that gives a rule its one entry for the entry Service back, with which it was adopted.</summary>
    public static Rendered<RoutePatch> Restore(RawJson live, RouteReference route, RolloutIdentity rollout)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Patch(live, AdoptedRoute.Of(route), rollout, TrafficSplit.Empty);
    }

    /// <summary>The patch that gives an HTTP route of a VirtualService its one destination back.</summary>
    public static Rendered<RoutePatch> Restore(RawJson live, VirtualServiceReference route, RolloutIdentity rollout)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Patch(live, AdoptedRoute.Of(route), rollout, TrafficSplit.Empty);
    }

    private static Rendered<RoutePatch> Patch(RawJson live, AdoptedRoute route, RolloutIdentity rollout, TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(split);
        var root = JsonTree.Object(live);
        var rules = (root["spec"] as JsonObject)?.Objects(route.Rules).ToList() ?? [];
        var index = rules.FindIndex(rule => string.Equals(rule.Text("name"), route.RuleName, StringComparison.Ordinal));
        if (index < 0 || rules.FindLastIndex(rule => string.Equals(rule.Text("name"), route.RuleName, StringComparison.Ordinal)) != index)
        {
            return new Impediment(
                ObstacleReasons.RuleNotFound,
                $"The {route.Title} {(index < 0 ? "does not exist" : "exists twice")}: name one rule of the route, and name it in spec.traffic.");
        }

        var before = rules[index][route.Backends] as JsonArray ?? [];
        var after = Entries(before, route, rollout, split);
        if (!after.IsRendered)
        {
            return after.Impediment;
        }

        return JsonNode.DeepEquals(before, after.Value)
            ? RoutePatch.None
            : new RoutePatch(Build((root["metadata"] as JsonObject)?.Text("resourceVersion"), route, index, before, after.Value));
    }

    private static Rendered<JsonArray> Entries(JsonArray before, AdoptedRoute route, RolloutIdentity rollout, TrafficSplit split)
    {
        var after = new JsonArray();
        JsonObject? first = null;
        foreach (var entry in before.OfType<JsonObject>())
        {
            var service = route.ServiceOf(entry, rollout.Namespace);
            if (!IsOurs(service, rollout))
            {
                if ((entry.Number("weight") ?? 1) > 0)
                {
                    return Foreign(entry, service, route, rollout);
                }

                after.Add(entry.DeepClone());
            }
            else if (first is null)
            {
                first = entry;
                foreach (var (name, weight) in Shares(rollout, split))
                {
                    after.Add((JsonNode)route.Copy(entry, name, weight));
                }
            }
        }

        return first is null
            ? new Impediment(
                ConditionReasons.AdoptConflict,
                $"The {route.Title} does not refer to Service {rollout.Name}: put it there once, as the only backend with a weight above 0.")
            : after;
    }

    private static IEnumerable<(string Name, int? Weight)> Shares(RolloutIdentity rollout, TrafficSplit split) =>
        split.IsEmpty ? [(rollout.Name, null)] : split.Shares.Select(share => (rollout.NameOf(share.Revision), (int?)share.Weight));

    private static bool IsOurs(string? service, RolloutIdentity rollout) =>
        string.Equals(service, rollout.Name, StringComparison.Ordinal) || string.Equals(RevisionIdentity.OfObject(service)?.Rollout, rollout.Name, StringComparison.Ordinal);

    private static Impediment Foreign(JsonObject entry, string? service, AdoptedRoute route, RolloutIdentity rollout) => RevisionIdentity.OfObject(service) is { Rollout: var other }
        ? new Impediment(
            ConditionReasons.AdoptConflict,
            $"The {route.Title} sends traffic to revisions of rollout {other}: a rule belongs to one rollout; use another rule for {rollout.Name}.")
        : new Impediment(
            ConditionReasons.ForeignBackend,
            $"The {route.Title} also sends traffic to {service ?? entry.ToJsonString()}: take it out, or set its weight to 0; {rollout.Name} needs the rule alone.");

    private static Patch Build(string? resourceVersion, AdoptedRoute route, int index, JsonArray before, JsonArray after)
    {
        var patch = Kubernetes.Patching.Patch.Json();
        if (resourceVersion is not null)
        {
            patch.Test(JsonPointer.Of("metadata", "resourceVersion"), resourceVersion);
        }

        var rule = JsonPointer.Of("spec", route.Rules).Append(index);
        return patch
            .Test(rule.Append("name"), route.RuleName)
            .TestRaw(rule.Append(route.Backends), JsonTree.Utf8(before).Span)
            .ReplaceRaw(rule.Append(route.Backends), JsonTree.Utf8(after).Span)
            .Build();
    }
}
