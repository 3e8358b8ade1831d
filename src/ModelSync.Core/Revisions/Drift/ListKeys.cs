using System.Text.Json.Nodes;

namespace ModelSync.Core.Revisions.Drift;

/// <summary>The lists of the kinds that we write whose entries have a key, as Kubernetes merges them.</summary>
internal static class ListKeys
{
    private static readonly Dictionary<string, string[][]> ByList = new(StringComparer.Ordinal)
    {
        ["containers"] = [["name"]],
        ["initContainers"] = [["name"]],
        ["ephemeralContainers"] = [["name"]],
        ["env"] = [["name"]],
        ["volumes"] = [["name"]],
        ["volumeMounts"] = [["mountPath"]],
        ["volumeDevices"] = [["devicePath"]],
        ["imagePullSecrets"] = [["name"]],
        ["hostAliases"] = [["ip"]],
        ["resourceClaims"] = [["name"]],
        ["topologySpreadConstraints"] = [["topologyKey", "whenUnsatisfiable"]],
        ["ownerReferences"] = [["uid"]],
        ["ports"] = [["containerPort", "protocol"], ["port", "protocol"]],
    };

    /// <summary>The members that make the key of a list's entries; null for a list that counts as a whole.</summary>
    public static string[]? Of(string list, JsonArray items)
    {
        if (!ByList.TryGetValue(list, out var candidates))
        {
            return null;
        }

        return Array.Find(candidates, keys => items.All(item => item is JsonObject entry && entry[keys[0]] is JsonValue));
    }

    /// <summary>The key of one entry, for people and for comparison; a protocol that is left out is TCP.</summary>
    public static string KeyOf(JsonObject item, string[] keys) =>
        string.Join('/', keys.Select(key => item[key]?.ToString() ?? (key is "protocol" ? "TCP" : string.Empty)));
}
