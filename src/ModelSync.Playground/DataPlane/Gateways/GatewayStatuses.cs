using System.Text.Json;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Planning;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>What the statuses of Gateways and their classes say.</summary>
internal static class GatewayStatuses
{
    private static readonly Finding[] Served =
    [
        new("Accepted", IsTrue: true, "Accepted", "Gateway is accepted"),
        new("Programmed", IsTrue: true, "Programmed", "Loopback ports are open"),
    ];

    private static readonly Finding[] NotServed =
    [
        new("Accepted", IsTrue: false, "ListenersNotValid", "No listener can be served"),
        new("Programmed", IsTrue: false, "Invalid", "No listener can be served"),
    ];

    /// <summary>The patch of a class of ours; null where it says this already.</summary>
    public static byte[]? PatchFor(GatewayClass? current, DateTimeOffset now)
    {
        if (current is null)
        {
            return null;
        }

        Finding[] findings = [new Finding("Accepted", IsTrue: true, "Accepted", "The playground serves this class")];
        var conditions = Finding.ToConditions(findings, current.Status?.Conditions, current.Metadata.Generation, now);
        if (current.Status?.Conditions is { } said && said.SequenceEqual(conditions))
        {
            return null;
        }

        var status = new ConditionsStatus { Conditions = conditions };
        return StatusPatch.Of(current.Metadata, writer => JsonSerializer.Serialize(writer, status, PlaneJsonContext.Default.ConditionsStatus));
    }

    /// <summary>The patch of a Gateway of ours; null where it says this already.</summary>
    public static byte[]? PatchFor(Gateway? current, IReadOnlyDictionary<string, int> attachedRoutes, DateTimeOffset now)
    {
        if (current is null)
        {
            return null;
        }

        var listeners = (current.Spec?.Listeners ?? [])
            .Select(listener => StatusOf(listener, current, attachedRoutes.GetValueOrDefault(listener.Name), now))
            .ToArray();
        var isServed = Array.Exists(listeners, listener => listener.Conditions!.All(condition => condition.Status is "True" || condition.Type is "Conflicted"));
        var status = new GatewayStatus
        {
            Addresses = [new GatewayAddress("IPAddress", "127.0.0.1")],
            Conditions = Finding.ToConditions(isServed ? Served : NotServed, current.Status?.Conditions, current.Metadata.Generation, now),
            Listeners = listeners,
        };
        return AreEqual(current.Status, status)
            ? null
            : StatusPatch.Of(current.Metadata, writer => JsonSerializer.Serialize(writer, status, PlaneJsonContext.Default.GatewayStatus));
    }

    private static ListenerStatus StatusOf(GatewayListener listener, Gateway gateway, int attachedRoutes, DateTimeOffset now)
    {
        var problem = GatewayView.ProblemOf(listener);
        string[] kinds = [.. GatewayView.KindsOf(listener)];
        Finding[] findings =
        [
            problem is null
                ? new Finding("Accepted", IsTrue: true, "Accepted", "Listener is accepted")
                : new Finding("Accepted", IsTrue: false, "UnsupportedProtocol", problem),
            problem is null
                ? new Finding("Programmed", IsTrue: true, "Programmed", "A loopback port is open")
                : new Finding("Programmed", IsTrue: false, "Invalid", problem),
            kinds.Length > 0
                ? new Finding("ResolvedRefs", IsTrue: true, "ResolvedRefs", "All references are resolved")
                : new Finding("ResolvedRefs", IsTrue: false, "InvalidRouteKinds", "allowedRoutes.kinds names neither HTTPRoute nor GRPCRoute"),
            new Finding("Conflicted", IsTrue: false, "NoConflicts", "Each listener has a port of its own here"),
        ];
        var present = gateway.Status?.Listeners?.FirstOrDefault(status => string.Equals(status.Name, listener.Name, StringComparison.Ordinal));
        return new ListenerStatus
        {
            Name = listener.Name,
            SupportedKinds = [.. kinds.Select(kind => new RouteGroupKind { Group = GatewayGroup.Name, Kind = kind })],
            AttachedRoutes = attachedRoutes,
            Conditions = Finding.ToConditions(findings, present?.Conditions, gateway.Metadata.Generation, now),
        };
    }

    private static bool AreEqual(GatewayStatus? left, GatewayStatus right) =>
        left is { Addresses: { } addresses, Conditions: { } conditions, Listeners: { } listeners }
        && addresses.SequenceEqual(right.Addresses!)
        && conditions.SequenceEqual(right.Conditions!)
        && listeners.Count == right.Listeners!.Count
        && listeners.Zip(right.Listeners).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(ListenerStatus left, ListenerStatus right) =>
        string.Equals(left.Name, right.Name, StringComparison.Ordinal)
        && left.AttachedRoutes == right.AttachedRoutes
        && (left.SupportedKinds ?? []).SequenceEqual(right.SupportedKinds!)
        && (left.Conditions ?? []).SequenceEqual(right.Conditions!);
}
