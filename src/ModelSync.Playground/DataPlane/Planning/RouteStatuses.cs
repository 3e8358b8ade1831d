using System.Text.Json;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>What a verdict makes of a route's status. What other controllers have said stays as they said it.</summary>
internal static class RouteStatuses
{
    /// <summary>The patch; null where the route has gone or says this already.</summary>
    public static byte[]? PatchFor(RouteObject? current, RouteObject judged, RouteVerdict verdict, DateTimeOffset now)
    {
        if (current is null || !string.Equals(current.Metadata.Uid, judged.Metadata.Uid, StringComparison.Ordinal))
        {
            return null;
        }

        return current.Parents is null ? MeshPatch(current, judged, verdict, now) : ParentsPatch(current, judged, verdict, now);
    }

    private static byte[]? MeshPatch(RouteObject current, RouteObject judged, RouteVerdict verdict, DateTimeOffset now)
    {
        var present = current.MeshStatus;
        var conditions = Finding.ToConditions(verdict.Findings, present?.Conditions, judged.Generation, now);
        if (present?.ObservedGeneration == judged.Generation && present.Conditions is { } said && said.SequenceEqual(conditions))
        {
            return null;
        }

        var status = new VirtualServiceStatus { ObservedGeneration = judged.Generation, Conditions = conditions };
        return StatusPatch.Of(current.Metadata, writer => JsonSerializer.Serialize(writer, status, PlaneJsonContext.Default.VirtualServiceStatus));
    }

    private static byte[]? ParentsPatch(RouteObject current, RouteObject judged, RouteVerdict verdict, DateTimeOffset now)
    {
        var entries = current.StatusParents.Select(entry => (Raw: entry, Read: Read(entry))).ToLookup(entry => IsOurs(entry.Read));
        RouteParentStatus[] ours = [.. entries[true].Select(entry => entry.Read!)];
        RouteParentStatus[] wanted = [.. verdict.Parents.Select(said => new RouteParentStatus
        {
            ParentRef = said.Parent,
            ControllerName = GatewayClasses.ControllerName,
            Conditions = Finding.ToConditions(
                said.Findings, ours.FirstOrDefault(entry => said.Parent.Equals(entry.ParentRef))?.Conditions, judged.Generation, now),
        })];
        if (ours.Length == wanted.Length && ours.Zip(wanted).All(pair => AreEqual(pair.First, pair.Second)))
        {
            return null;
        }

        return StatusPatch.Of(current.Metadata, writer => WriteParents(writer, entries[false].Select(entry => entry.Raw), wanted));
    }

    private static void WriteParents(Utf8JsonWriter writer, IEnumerable<JsonElement> others, IEnumerable<RouteParentStatus> ours)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("parents");
        foreach (var other in others)
        {
            other.WriteTo(writer);
        }

        foreach (var own in ours)
        {
            JsonSerializer.Serialize(writer, own, PlaneJsonContext.Default.RouteParentStatus);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static bool AreEqual(RouteParentStatus left, RouteParentStatus right) =>
        Equals(left.ParentRef, right.ParentRef) && left.Conditions is { } said && said.SequenceEqual(right.Conditions ?? []);

    private static bool IsOurs(RouteParentStatus? entry) => string.Equals(entry?.ControllerName, GatewayClasses.ControllerName, StringComparison.Ordinal);

    // Null for what another controller has written in a form of its own.
    private static RouteParentStatus? Read(JsonElement entry)
    {
        try
        {
            return entry.Deserialize(PlaneJsonContext.Default.RouteParentStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
