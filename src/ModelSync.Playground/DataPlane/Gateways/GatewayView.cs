using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Planning;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>A Gateway of ours, and which routes its listeners take.</summary>
internal sealed record GatewayView(Gateway Gateway, Func<string, StringMap?> LabelsOfNamespace)
{
    private static readonly string[] RouteKinds = [GatewayGroup.HttpRouteKind, GatewayGroup.GrpcRouteKind];

    public NamespacedName Key => Gateway.Metadata.Key;

    public IEnumerable<GatewayListener> Listeners => Gateway.Spec?.Listeners ?? [];

    /// <summary>Why a listener cannot be served; null where it can.</summary>
    public static string? ProblemOf(GatewayListener listener)
    {
        if (listener.Protocol is not ("HTTP" or "HTTPS"))
        {
            return $"protocol is \"{listener.Protocol}\": the playground serves HTTP, and HTTPS without its TLS.";
        }

        try
        {
            _ = LabelQuery.From(listener.AllowedRoutes?.Namespaces?.Selector);
            return null;
        }
        catch (FormatException e)
        {
            return $"allowedRoutes.namespaces.selector: {e.Message}";
        }
    }

    /// <summary>The kinds of routes that a listener takes.</summary>
    public static IEnumerable<string> KindsOf(GatewayListener listener) => listener.AllowedRoutes?.Kinds is { Count: > 0 } kinds
        ? kinds.Where(kind => kind.Group is null or GatewayGroup.Name && RouteKinds.Contains(kind.Kind, StringComparer.Ordinal)).Select(kind => kind.Kind)
        : RouteKinds;

    /// <summary>The listeners that take the route, or else why none does.</summary>
    public (IReadOnlyList<Attachment> Attachments, Finding? Refusal) Attach(RouteObject route, ParentReference parent)
    {
        GatewayListener[] named = [.. Listeners.Where(listener => ProblemOf(listener) is null && IsNamed(listener, parent))];
        if (named.Length == 0)
        {
            var section = parent.SectionName is null ? "" : $" \"{parent.SectionName}\"";
            return Refuse("NoMatchingParent", $"Gateway {Key} has no listener{section} that could take the route.");
        }

        GatewayListener[] allowed = [.. named.Where(listener => Allows(listener, route))];
        if (allowed.Length == 0)
        {
            return Refuse("NotAllowedByListeners", $"The listeners of Gateway {Key} allow no {route.Key.Kind} of namespace \"{route.Key.Name.Namespace}\".");
        }

        var candidates = allowed.Select(listener => new Attachment(Key, listener.Name, CommonHosts(listener, route)));
        Attachment[] attachments = [.. candidates.Where(attachment => attachment.Hosts.Count > 0)];
        return attachments.Length > 0
            ? (attachments, null)
            : Refuse("NoMatchingListenerHostname", $"The listeners of Gateway {Key} have none of the route's host names.");
    }

    private static (IReadOnlyList<Attachment> Attachments, Finding? Refusal) Refuse(string reason, string message) =>
        ([], new Finding(RouteJudge.Accepted, IsTrue: false, reason, message));

    private static bool IsNamed(GatewayListener listener, ParentReference parent) =>
        (parent.SectionName is null || string.Equals(parent.SectionName, listener.Name, StringComparison.Ordinal))
        && (parent.Port is null || parent.Port == listener.Port);

    private static HostPattern[] CommonHosts(GatewayListener listener, RouteObject route)
    {
        var own = HostPattern.Of(listener.Hostname);
        return [.. route.Program.Hosts.Select(host => own.Intersect(host)).Where(host => host is not null).Select(host => host!)];
    }

    private bool Allows(GatewayListener listener, RouteObject route)
    {
        var routeNamespace = route.Key.Name.Namespace ?? "";
        return KindsOf(listener).Contains(route.Key.Kind, StringComparer.Ordinal) && (listener.AllowedRoutes?.Namespaces?.From ?? "Same") switch
        {
            "All" => true,
            "Selector" => LabelQuery.From(listener.AllowedRoutes?.Namespaces?.Selector).Matches(LabelsOfNamespace(routeNamespace)),
            _ => string.Equals(routeNamespace, Key.Namespace, StringComparison.Ordinal),
        };
    }
}
