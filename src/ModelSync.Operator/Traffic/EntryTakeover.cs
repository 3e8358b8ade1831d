using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>
/// Turns a Service that is there already into a rollout's entry, in one write: an apply would add our labels to its selector, and then no pod is selected.
/// Clients see the old pods by the old ports, or ours by ours, and nothing in between. What it has besides, such as the node ports, stays.
/// </summary>
internal static class EntryTakeover
{
    /// <summary>The patch; null for a Service whose selector has only labels of ours, where an apply does it all.</summary>
    public static Patch? Patch(DynamicObject live, RawJson intent)
    {
        if (!EntrySelector.HasForeignLabels(live))
        {
            return null;
        }

        var service = JsonText.Tree(new RawJson(live.Raw.Span))!;
        var wanted = JsonText.Tree(intent)!;
        return Kubernetes.Patching.Patch.Json()
            .Replace(JsonPointer.Of("metadata", "resourceVersion"), live.Metadata.ResourceVersion!)
            .AddRaw(JsonPointer.Of("metadata", "labels"), JsonBytes.Of(Merged(service["metadata"]!["labels"], wanted["metadata"]!["labels"])))
            .AddRaw(JsonPointer.Of("metadata", "annotations"), JsonBytes.Of(Merged(service["metadata"]!["annotations"], wanted["metadata"]!["annotations"])))
            .AddRaw(JsonPointer.Of("metadata", "ownerReferences"), JsonBytes.Of(Owners(service["metadata"]!["ownerReferences"], wanted["metadata"]!["ownerReferences"])))
            .AddRaw(JsonPointer.Of("spec", "ports"), JsonBytes.Of(Ports(service["spec"]!["ports"], wanted["spec"]!["ports"]!)))
            .ReplaceRaw(JsonPointer.Of("spec", "selector"), JsonBytes.Of(wanted["spec"]!["selector"]!))
            .Build();
    }

    private static JsonObject Merged(JsonNode? own, JsonNode? added)
    {
        var merged = own?.DeepClone() as JsonObject ?? [];
        foreach (var (key, value) in added as JsonObject ?? [])
        {
            merged[key] = value?.DeepClone();
        }

        return merged;
    }

    private static JsonArray Owners(JsonNode? own, JsonNode? added)
    {
        var owners = own?.DeepClone() as JsonArray ?? [];
        foreach (var owner in (added as JsonArray ?? []).Where(one => !owners.Any(known => Text.Same((string?)known?["uid"], (string?)one?["uid"]))))
        {
            owners.Add(owner?.DeepClone());
        }

        return owners;
    }

    // A port is known by its number and protocol, as an apply knows it.
    private static JsonArray Ports(JsonNode? own, JsonNode wanted)
    {
        var ports = own?.DeepClone() as JsonArray ?? [];
        foreach (var port in wanted.AsArray())
        {
            if (ports.FirstOrDefault(known => KeyOf(known) == KeyOf(port)) is not { } known)
            {
                ports.Add(port!.DeepClone());
                continue;
            }

            ports[ports.IndexOf(known)] = Merged(known, port);
        }

        return ports;
    }

    private static (int? Port, string Protocol) KeyOf(JsonNode? port) => ((int?)port?["port"], (string?)port?["protocol"] ?? "TCP");
}
