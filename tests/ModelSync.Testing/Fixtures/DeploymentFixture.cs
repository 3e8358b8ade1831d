using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ModelSync.Testing.Fixtures;

/// <summary>
/// Deployments as a busy cluster holds them, of about 9 KB of JSON each: 12 labels, 8 annotations, two containers with 30 variables, a status and
/// `managedFields`. The same number always gives the same bytes, so that figures of different days and programs can be compared.
/// </summary>
public static class DeploymentFixture
{
    private const string Timestamp = "2026-11-21T10:00:00Z";

    /// <summary>One Deployment.</summary>
    public static byte[] Json(int number)
    {
        var buffer = new ArrayBufferWriter<byte>(10 * 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, number);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A list of Deployments, as the API server writes it: the items without apiVersion and kind.</summary>
    public static byte[] ListJson(int count)
    {
        var buffer = new ArrayBufferWriter<byte>(count * 10 * 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "DeploymentList");
            writer.WriteString("apiVersion", "apps/v1");
            writer.WriteStartObject("metadata");
            writer.WriteString("resourceVersion", "123456789");
            writer.WriteEndObject();
            writer.WriteStartArray("items");
            for (var number = 0; number < count; number++)
            {
                Write(writer, number);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject();
        WriteMetadata(writer, number);
        WriteSpec(writer, number);
        WriteStatus(writer);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("name", $"model-server-{number:00000}");
        writer.WriteString("namespace", $"team-{number % 50:00}");
        writer.WriteString("uid", $"{number:x8}-1111-4222-8333-{number:x12}");
        writer.WriteString("resourceVersion", (100_000_000 + number).ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("generation", 7);
        writer.WriteString("creationTimestamp", Timestamp);
        WriteMap(writer, "labels", 12, number, "app.example.com/label");
        WriteMap(writer, "annotations", 8, number, "tools.example.com/annotation");
        WriteManagedFields(writer);
        writer.WriteEndObject();
    }

    private static void WriteSpec(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject("spec");
        writer.WriteNumber("replicas", 3);
        writer.WriteStartObject("selector");
        WriteMap(writer, "matchLabels", 2, number, "app.example.com/label");
        writer.WriteEndObject();
        writer.WriteStartObject("template");
        writer.WriteStartObject("metadata");
        writer.WriteNull("creationTimestamp");
        WriteMap(writer, "labels", 12, number, "app.example.com/label");
        WriteMap(writer, "annotations", 2, number, "tools.example.com/annotation");
        writer.WriteEndObject();
        writer.WriteStartObject("spec");
        writer.WriteStartArray("containers");
        WriteContainer(writer, "server", number, variables: 20);
        WriteContainer(writer, "sidecar", number, variables: 10);
        writer.WriteEndArray();
        writer.WriteString("restartPolicy", "Always");
        writer.WriteNumber("terminationGracePeriodSeconds", 30);
        writer.WriteString("dnsPolicy", "ClusterFirst");
        writer.WriteString("schedulerName", "default-scheduler");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteNumber("revisionHistoryLimit", 10);
        writer.WriteNumber("progressDeadlineSeconds", 600);
        writer.WriteEndObject();
    }

    private static void WriteContainer(Utf8JsonWriter writer, string name, int number, int variables)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("image", $"registry.example.com/serving/{name}@sha256:{number:x8}{new string('0', 56)}");
        writer.WriteStartArray("ports");
        writer.WriteStartObject();
        writer.WriteString("name", "http");
        writer.WriteNumber("containerPort", 8080);
        writer.WriteString("protocol", "TCP");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("env");
        for (var variable = 0; variable < variables; variable++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", $"MODEL_PARAMETER_{variable:00}");
            writer.WriteString("value", $"value-of-{name}-{variable:00}-{number % 100:00}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("resources");
        writer.WriteStartObject("limits");
        writer.WriteString("cpu", "2");
        writer.WriteString("memory", "4Gi");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("readinessProbe");
        writer.WriteStartObject("httpGet");
        writer.WriteString("path", "/v2/health/ready");
        writer.WriteNumber("port", 8080);
        writer.WriteEndObject();
        writer.WriteNumber("periodSeconds", 10);
        writer.WriteEndObject();
        writer.WriteString("imagePullPolicy", "IfNotPresent");
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("status");
        writer.WriteNumber("observedGeneration", 7);
        foreach (var count in new[] { "replicas", "updatedReplicas", "readyReplicas", "availableReplicas" })
        {
            writer.WriteNumber(count, 3);
        }

        writer.WriteStartArray("conditions");
        foreach (var (type, reason, message) in new[]
        {
            ("Available", "MinimumReplicasAvailable", "Deployment has minimum availability."),
            ("Progressing", "NewReplicaSetAvailable", "ReplicaSet has successfully progressed."),
        })
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("status", "True");
            writer.WriteString("lastUpdateTime", Timestamp);
            writer.WriteString("lastTransitionTime", Timestamp);
            writer.WriteString("reason", reason);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteManagedFields(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("managedFields");
        foreach (var manager in new[] { "kube-controller-manager", "modelsync" })
        {
            writer.WriteStartObject();
            writer.WriteString("manager", manager);
            writer.WriteString("operation", "Update");
            writer.WriteString("apiVersion", "apps/v1");
            writer.WriteString("time", Timestamp);
            writer.WriteString("fieldsType", "FieldsV1");
            writer.WriteStartObject("fieldsV1");
            writer.WriteStartObject("f:spec");
            for (var field = 0; field < 27; field++)
            {
                writer.WriteStartObject($"k:{{\"name\":\"MODEL_PARAMETER_{field:00}\"}}");
                writer.WriteStartObject("f:value");
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, int count, int number, string key)
    {
        writer.WriteStartObject(name);
        for (var entry = 0; entry < count; entry++)
        {
            // Some values repeat from object to object, as versions and teams do, and some do not.
            var value = entry % 3 == 0 ? $"value-{entry:00}-{number:00000}" : $"value-{entry:00}-{number % 20:00}";
            writer.WriteString($"{key}-{entry:00}", value);
        }

        writer.WriteEndObject();
    }
}
