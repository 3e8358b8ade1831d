using System.Buffers;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Execution;

namespace ModelSync.Operator.Versions;

/// <summary>Writes statuses of versions, each on the condition that nobody else has written the object since it was read.</summary>
internal static class VersionStatusWriter
{
    private static readonly WriteOptions Options = new() { FieldManager = ObjectWriter.FieldManager };

    /// <summary>The patch: what is there no more is taken away, and lists are replaced as a whole.</summary>
    public static Patch PatchOf(ModelVersion version, ModelVersionStatus status)
    {
        ArgumentNullException.ThrowIfNull(version);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("uid", version.Metadata.Uid);
            writer.WriteString("resourceVersion", version.Metadata.ResourceVersion);
            writer.WriteEndObject();
            writer.WriteStartObject("status");
            var next = Members(status);
            foreach (var member in next.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            foreach (var member in Members(version.Status ?? new ModelVersionStatus()).EnumerateObject())
            {
                if (!next.TryGetProperty(member.Name, out _))
                {
                    writer.WriteNull(member.Name);
                }
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Patch.Merge(buffer.WrittenSpan);
    }

    /// <summary>Writes the status and returns the version as it is then; throws where the object has changed, or the server refuses.</summary>
    public static Task<ModelVersion> WriteAsync(IKubernetesClient client, ModelVersion version, ModelVersionStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Resource<ModelVersion>().Status.PatchAsync(version.Metadata.Key, PatchOf(version, status), Options, cancellationToken);
    }

    private static JsonElement Members(ModelVersionStatus status) => JsonSerializer.SerializeToElement(status, ApiJsonContext.Default.ModelVersionStatus);
}
