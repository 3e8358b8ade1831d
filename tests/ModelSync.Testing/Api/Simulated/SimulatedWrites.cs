using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>What an API server makes of the objects that are sent to it: the parts of metadata that are its own, and the rules of writing.</summary>
internal static class SimulatedWrites
{
    private static ResourceCodec<PartialObject> MetadataOnly { get; } = ResourceType.Metadata(new ResourceInfo("", "v1", "Any", "any")).Codec;

    public static JsonObject NewObject(ResourceInfo resource, JsonObject sent, string uid, DateTimeOffset now)
    {
        var metadata = sent["metadata"]!.AsObject();
        sent["apiVersion"] ??= resource.ApiVersion;
        sent["kind"] ??= resource.Kind;
        metadata["name"] ??= (string?)metadata["generateName"] + uid;
        metadata["uid"] = uid;
        metadata["generation"] = 1;
        metadata["creationTimestamp"] = Text(now);
        metadata.Remove("deletionTimestamp");
        return sent;
    }

    /// <summary>The object as it is after a write: identity and status are kept where the write may not touch them, and a new generation counts a new spec.</summary>
    public static JsonObject Changed(JsonObject current, JsonObject sent, string? subresource)
    {
        var next = subresource is null ? sent : current.DeepClone().AsObject();
        Copy(from: subresource is null ? current : sent, to: next, "status");
        if (subresource is not null)
        {
            return next;
        }

        var metadata = next["metadata"]!.AsObject();
        foreach (var owned in new[] { "uid", "creationTimestamp", "deletionTimestamp", "generation" })
        {
            Copy(current["metadata"]!.AsObject(), metadata, owned);
        }

        Copy(current, next, "apiVersion");
        Copy(current, next, "kind");
        if (!HasSameContent(current, next))
        {
            metadata["generation"] = (long?)metadata["generation"] + 1 ?? 1;
        }

        return next;
    }

    public static void CheckVersion(SimulatedObject current, string? expected)
    {
        if (!string.IsNullOrEmpty(expected) && expected != current.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw SimulatedErrors.Conflict(current.Key);
        }
    }

    public static void Check(Preconditions? preconditions, SimulatedObject current)
    {
        CheckVersion(current, preconditions?.ResourceVersion);
        if (preconditions?.Uid is { } uid && uid != (string?)current.ToJson()["metadata"]!["uid"])
        {
            throw SimulatedErrors.Conflict(current.Key);
        }
    }

    public static ObjectMeta MetadataOf(SimulatedObject value) => MetadataOnly.DecodeJson(value.Json.Span).Metadata;

    public static bool IsDeleting(JsonObject json) => json["metadata"]!["deletionTimestamp"] is not null;

    public static bool HasFinalizers(JsonObject json) => json["metadata"]!["finalizers"] is JsonArray { Count: > 0 };

    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // What counts as a new generation: everything but metadata and status.
    private static bool HasSameContent(JsonObject left, JsonObject right)
    {
        var first = left.DeepClone().AsObject();
        var second = right.DeepClone().AsObject();
        foreach (var json in new[] { first, second })
        {
            json.Remove("metadata");
            json.Remove("status");
        }

        return JsonNode.DeepEquals(first, second);
    }

    private static void Copy(JsonObject from, JsonObject to, string member)
    {
        if (from[member] is { } value)
        {
            to[member] = value.DeepClone();
        }
        else
        {
            to.Remove(member);
        }
    }
}
