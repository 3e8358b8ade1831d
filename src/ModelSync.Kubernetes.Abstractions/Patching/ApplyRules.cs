using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Patching;

/// <summary>What servers refuse or misunderstand in an apply, said before it is sent (kubernetes #75564, #99003, and ports without protocol).</summary>
internal static class ApplyRules
{
    /// <summary>Throws on what must not be applied, and tells whether the body sets status.</summary>
    public static bool Check(ResourceInfo resource, NamespacedName key, ReadOnlySpan<byte> body)
    {
        var setsStatus = false;
        var reader = new Utf8JsonReader(body, JsonLimits.ReaderOptions);
        var path = new JsonPathTracker();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path.Property(reader.GetString()!);
                    CheckMember(resource, key, path);
                    setsStatus |= path.Depth == 1 && reader.ValueTextEquals("status"u8);
                    break;
                case JsonTokenType.Null:
                    throw Refused(resource, key, $"{path} is null: leave the field out to give it up");
                case JsonTokenType.StartObject:
                    path.Enter(isList: false);
                    CheckPort(resource, key, path, reader);
                    break;
                case JsonTokenType.StartArray:
                    path.Enter(isList: true);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Leave();
                    break;
                default:
                    path.Value();
                    break;
            }
        }

        return setsStatus;
    }

    private static void CheckMember(ResourceInfo resource, NamespacedName key, JsonPathTracker path)
    {
        switch (path.ToString())
        {
            case "metadata.managedFields":
                throw Refused(resource, key, "metadata.managedFields is set: only the server writes it; leave it out");
            case "metadata.creationTimestamp" or "metadata.generation" or "metadata.selfLink":
                throw Refused(resource, key, $"{path} is set: the server writes it; apply only the fields that you decide on");
            default:
                break;
        }
    }

    // Ports are keyed by number and protocol. The key's default is filled in too late on servers before 1.24, so that an apply without it fails or splits the entry.
    private static void CheckPort(ResourceInfo resource, NamespacedName key, JsonPathTracker path, Utf8JsonReader reader)
    {
        var text = path.ToString();
        var isServicePort = resource is { Group: "", Kind: "Service" } && text.StartsWith("spec.ports[", StringComparison.Ordinal) && path.Depth == 4;
        var isContainerPort = text.Contains("ontainers[", StringComparison.Ordinal) && text.Contains("].ports[", StringComparison.Ordinal) && text.EndsWith(']');
        if (!isServicePort && !isContainerPort)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("protocol"u8))
            {
                return;
            }

            reader.Read();
            reader.Skip();
        }

        throw Refused(resource, key, $"{path}.protocol is missing: write it (\"TCP\"), because ports are keyed by it");
    }

    private static ApplyConfigurationException Refused(ResourceInfo resource, NamespacedName key, string what) => new($"apply of {resource} {key}: {what}");
}
