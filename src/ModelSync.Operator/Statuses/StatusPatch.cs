using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Execution;

namespace ModelSync.Operator.Statuses;

/// <summary>Makes patches that write a status on the condition that nobody else has written the object since it was read.</summary>
internal static class StatusPatch
{
    public static readonly WriteOptions Options = new() { FieldManager = ObjectWriter.FieldManager };

    /// <summary>What is there no more is taken away, and lists are replaced as a whole.</summary>
    public static Patch Of(ObjectMeta read, JsonElement before, JsonElement after)
    {
        ArgumentNullException.ThrowIfNull(read);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("uid", read.Uid);
            writer.WriteString("resourceVersion", read.ResourceVersion);
            writer.WriteEndObject();
            writer.WriteStartObject("status");
            foreach (var member in after.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            foreach (var member in before.EnumerateObject().Where(member => !after.TryGetProperty(member.Name, out _)))
            {
                writer.WriteNull(member.Name);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Patch.Merge(buffer.WrittenSpan);
    }
}
