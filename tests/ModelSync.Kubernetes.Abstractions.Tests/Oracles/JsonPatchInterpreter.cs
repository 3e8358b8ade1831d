using System.Text.Json.Nodes;

namespace ModelSync.Kubernetes.Abstractions.Tests.Oracles;

/// <summary>As much of RFC 6902 as API servers are asked for here, written from the RFC and knowing nothing of the builder.</summary>
internal static class JsonPatchInterpreter
{
    /// <summary>The changed document, or null where an operation fails and with it the whole patch.</summary>
    public static JsonNode? Apply(ReadOnlyMemory<byte> patch, string document)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var operation in JsonNode.Parse(patch.Span)!.AsArray())
        {
            if (!Apply(root, operation!.AsObject()))
            {
                return null;
            }
        }

        return root;
    }

    private static bool Apply(JsonNode root, JsonObject operation)
    {
        var path = (string)operation["path"]!;
        var steps = path.Split('/')[1..].Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToArray();
        var parent = root;
        foreach (var step in steps[..^1])
        {
            parent = parent is JsonArray list && int.TryParse(step, out var at) ? list.ElementAtOrDefault(at) : (parent as JsonObject)?[step];
        }

        var value = operation["value"]?.DeepClone();
        return (string)operation["op"]! switch
        {
            "test" => Find(parent, steps[^1], out var found) && JsonNode.DeepEquals(found, value),
            "add" => Add(parent, steps[^1], value),
            "remove" => Find(parent, steps[^1], out _) && Remove(parent!, steps[^1]),
            "replace" => Find(parent, steps[^1], out _) && Remove(parent!, steps[^1]) && Add(parent, steps[^1], value),
            var other => throw new NotSupportedException(other),
        };
    }

    private static bool Find(JsonNode? parent, string step, out JsonNode? found)
    {
        found = null;
        switch (parent)
        {
            case JsonArray list when int.TryParse(step, out var index) && index < list.Count:
                found = list[index];
                return true;
            case JsonObject members:
                return members.TryGetPropertyValue(step, out found);
            default:
                return false;
        }
    }

    private static bool Add(JsonNode? parent, string step, JsonNode? value)
    {
        switch (parent)
        {
            case JsonArray list when step == "-":
                list.Add(value);
                return true;
            case JsonArray list when int.TryParse(step, out var index) && index <= list.Count:
                list.Insert(index, value);
                return true;
            case JsonObject members:
                members[step] = value;
                return true;
            default:
                return false;
        }
    }

    private static bool Remove(JsonNode parent, string step)
    {
        if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(step));
            return true;
        }

        return parent.AsObject().Remove(step);
    }
}
