using System.Globalization;
using System.Text.Json.Nodes;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>Merge patches (RFC 7396) and as much of JSON patches (RFC 6902) as API servers are asked for: add, remove, replace, test.</summary>
internal static class SimulatedPatches
{
    public static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject members)
            {
                if (target[name] is not JsonObject inner)
                {
                    target[name] = inner = [];
                }

                Merge(inner, members);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    /// <exception cref="Kubernetes.Client.KubernetesApiException">An operation does not fit, or a test fails; then nothing of the patch counts.</exception>
    public static void Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            Apply(target, operation!.AsObject());
        }
    }

    private static void Apply(JsonObject target, JsonObject operation)
    {
        var path = (string)operation["path"]!;
        var steps = path.Split('/')[1..].Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToArray();
        JsonNode? parent = target;
        foreach (var step in steps[..^1])
        {
            parent = Find(parent, step);
        }

        var last = steps[^1];
        var value = operation["value"];
        switch ((string)operation["op"]!)
        {
            case "test" when JsonNode.DeepEquals(Find(parent, last), value):
                break;
            case "add" when parent is JsonArray list:
                list.Insert(last == "-" ? list.Count : int.Parse(last, CultureInfo.InvariantCulture), value?.DeepClone());
                break;
            case "add" or "replace" when parent is JsonObject members:
                members[last] = value?.DeepClone();
                break;
            case "replace" when parent is JsonArray list && Find(list, last) is not null:
                list[int.Parse(last, CultureInfo.InvariantCulture)] = value?.DeepClone();
                break;
            case "remove" when parent is JsonArray list && Find(list, last) is not null:
                list.RemoveAt(int.Parse(last, CultureInfo.InvariantCulture));
                break;
            case "remove" when parent is JsonObject members && members.Remove(last):
                break;
            default:
                throw SimulatedErrors.Invalid($"the server rejected the patch: {operation["op"]} operation does not apply at {path}");
        }
    }

    private static JsonNode? Find(JsonNode? parent, string step) => parent switch
    {
        JsonObject members => members[step],
        JsonArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        _ => null,
    };
}
