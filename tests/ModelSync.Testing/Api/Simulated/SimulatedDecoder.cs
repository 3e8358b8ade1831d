using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>Reads objects as the real client does: one that the model cannot read becomes an <see cref="InvalidObject"/>.</summary>
internal static class SimulatedDecoder
{
    public static T? Decode<T>(ResourceType<T> type, ReadOnlyMemory<byte> json, out InvalidObject? invalid)
        where T : class, IKubernetesObject
    {
        invalid = null;
        try
        {
            return type.Codec.DecodeJson(json.Span);
        }
        catch (JsonException exception)
        {
            var metadata = JsonNode.Parse(json.Span)!["metadata"]!;
            var identity = new ObjectMeta
            {
                Name = (string?)metadata["name"],
                Namespace = (string?)metadata["namespace"],
                Uid = (string?)metadata["uid"],
                ResourceVersion = (string?)metadata["resourceVersion"],
            };
            invalid = new InvalidObject(identity, $"{exception.Path}: the value does not fit");
            return null;
        }
    }
}
