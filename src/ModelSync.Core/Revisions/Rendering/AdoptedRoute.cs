using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>Where, in somebody else's route, the one list is that a rollout owns, and how its entries name Services.</summary>
internal sealed record AdoptedRoute
{
    /// <summary>The list of rules in the spec.</summary>
    public required string Rules { get; init; }

    /// <summary>The list of backends in a rule.</summary>
    public required string Backends { get; init; }

    /// <summary>The route and rule for people.</summary>
    public required string Title { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string? RuleName { get; init; }

    /// <summary>The member that an entry names its Service by, and the object that it is in.</summary>
    public required Func<JsonObject, JsonObject?> Holder { get; init; }

    /// <summary>That member's name.</summary>
    public required string Member { get; init; }

    public static AdoptedRoute Of(RouteReference route) => new()
    {
        Rules = "rules",
        Backends = "backendRefs",
        Title = $"rule {route.RuleName} of {(route.Kind is RouteKind.GRPCRoute ? "GRPCRoute" : "HTTPRoute")} {route.Name}",
        RuleName = route.RuleName,
        Holder = static entry => entry.Text("kind") is null or "Service" && entry.Text("group") is null or "" ? entry : null,
        Member = "name",
    };

    public static AdoptedRoute Of(VirtualServiceReference route) => new()
    {
        Rules = "http",
        Backends = "route",
        Title = $"HTTP route {route.RouteName} of VirtualService {route.Name}",
        RuleName = route.RouteName,
        Holder = static entry => entry["destination"] as JsonObject,
        Member = "host",
    };

    /// <summary>The Service that an entry refers to, without the namespace and domain of a host; null for another kind, or another namespace.</summary>
    public string? ServiceOf(JsonObject entry, string ownNamespace)
    {
        var full = Holder(entry)?.Text(Member);
        if (full is null || (entry.Text("namespace") is { } other && !string.Equals(other, ownNamespace, StringComparison.Ordinal)))
        {
            return null;
        }

        var dot = full.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return full;
        }

        var rest = full.AsSpan(dot + 1);
        var isOwn = rest.StartsWith(ownNamespace, StringComparison.Ordinal) && (rest.Length == ownNamespace.Length || rest[ownNamespace.Length] == '.');
        return isOwn ? full[..dot] : null;
    }

    /// <summary>A copy of an entry for another Service: filters, port and all else stay.</summary>
    public JsonObject Copy(JsonObject entry, string service, int? weight)
    {
        var copy = (JsonObject)entry.DeepClone();
        var holder = Holder(copy)!;
        var full = holder.Text(Member)!;
        var dot = full.IndexOf('.', StringComparison.Ordinal);
        holder[Member] = dot < 0 ? service : service + full[dot..];
        copy.Remove("weight");
        if (weight is { } share)
        {
            copy["weight"] = share;
        }

        return copy;
    }
}
