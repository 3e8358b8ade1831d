using System.Globalization;
using System.Text.Json;

namespace ModelSync.Testing.Fixtures;

/// <summary>The Deployments of <see cref="DeploymentFixture"/> as the API server writes them in protobuf, made from their JSON.</summary>
public static class DeploymentProtobufFixture
{
    /// <summary>One Deployment, without the envelope.</summary>
    public static byte[] Message(int number)
    {
        using var json = JsonDocument.Parse(DeploymentFixture.Json(number));
        return Deployment(json.RootElement).ToArray();
    }

    /// <summary>A list of Deployments, in its envelope.</summary>
    public static byte[] List(int count)
    {
        var list = new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "").Text(2, "123456789").Text(3, ""));
        for (var number = 0; number < count; number++)
        {
            list.Bytes(2, Message(number));
        }

        return list.InEnvelope("apps/v1", "DeploymentList");
    }

    private static ProtobufMessage Deployment(JsonElement json) => new ProtobufMessage()
        .Message(1, Metadata(json.GetProperty("metadata")))
        .Message(2, Spec(json.GetProperty("spec")))
        .Message(3, Status(json.GetProperty("status")));

    private static ProtobufMessage Metadata(JsonElement json)
    {
        var message = new ProtobufMessage();
        foreach (var (field, name) in new[] { (1, "name"), (2, "generateName"), (3, "namespace"), (4, "selfLink"), (5, "uid"), (6, "resourceVersion") })
        {
            message.Text(field, Text(json, name));
        }

        message.Number(7, Number(json, "generation")).Message(8, Time(json, "creationTimestamp"));
        message.Map(11, Map(json, "labels")).Map(12, Map(json, "annotations"));
        foreach (var manager in Items(json, "managedFields"))
        {
            message.Message(17, new ProtobufMessage()
                .Text(1, Text(manager, "manager"))
                .Text(2, Text(manager, "operation"))
                .Text(3, Text(manager, "apiVersion"))
                .Message(4, Time(manager, "time"))
                .Text(6, Text(manager, "fieldsType"))
                .Message(7, new ProtobufMessage().Text(1, manager.GetProperty("fieldsV1").GetRawText()))
                .Text(8, ""));
        }

        return message;
    }

    private static ProtobufMessage Spec(JsonElement json)
    {
        var template = json.GetProperty("template");
        return new ProtobufMessage()
            .Number(1, Number(json, "replicas"))
            .Message(2, new ProtobufMessage().Map(1, Map(json.GetProperty("selector"), "matchLabels")))
            .Message(3, new ProtobufMessage().Message(1, Metadata(template.GetProperty("metadata"))).Message(2, PodSpec(template.GetProperty("spec"))))
            .Message(4, new ProtobufMessage().Text(1, "RollingUpdate"))
            .Number(5, 0)
            .Number(6, Number(json, "revisionHistoryLimit"))
            .Number(7, 0)
            .Number(9, Number(json, "progressDeadlineSeconds"));
    }

    private static ProtobufMessage PodSpec(JsonElement json)
    {
        var message = new ProtobufMessage();
        foreach (var container in Items(json, "containers"))
        {
            message.Message(2, Container(container));
        }

        return message
            .Text(3, Text(json, "restartPolicy"))
            .Number(4, Number(json, "terminationGracePeriodSeconds"))
            .Text(6, Text(json, "dnsPolicy"))
            .Text(8, "")
            .Text(9, "")
            .Text(10, "")
            .Text(19, Text(json, "schedulerName"));
    }

    private static ProtobufMessage Container(JsonElement json)
    {
        var message = new ProtobufMessage().Text(1, Text(json, "name")).Text(2, Text(json, "image")).Text(5, "");
        foreach (var port in Items(json, "ports"))
        {
            message.Message(6, new ProtobufMessage()
                .Text(1, Text(port, "name")).Number(2, 0).Number(3, Number(port, "containerPort")).Text(4, Text(port, "protocol")).Text(5, ""));
        }

        foreach (var variable in Items(json, "env"))
        {
            message.Message(7, new ProtobufMessage().Text(1, Text(variable, "name")).Text(2, Text(variable, "value")));
        }

        var resources = new ProtobufMessage();
        foreach (var (name, amount) in Map(json.GetProperty("resources"), "limits"))
        {
            resources.Message(1, new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Text(1, amount)));
        }

        var probe = json.GetProperty("readinessProbe");
        var http = probe.GetProperty("httpGet");
        var handler = new ProtobufMessage().Message(2, new ProtobufMessage()
            .Text(1, Text(http, "path")).Message(2, new ProtobufMessage().Number(1, 0).Number(2, Number(http, "port")).Text(3, "")).Text(3, "").Text(4, ""));
        return message
            .Message(8, resources)
            .Message(11, new ProtobufMessage().Message(1, handler).Number(4, Number(probe, "periodSeconds")))
            .Text(14, Text(json, "imagePullPolicy"));
    }

    private static ProtobufMessage Status(JsonElement json)
    {
        var message = new ProtobufMessage()
            .Number(1, Number(json, "observedGeneration"))
            .Number(2, Number(json, "replicas"))
            .Number(3, Number(json, "updatedReplicas"))
            .Number(4, Number(json, "availableReplicas"))
            .Number(5, 0);
        foreach (var condition in Items(json, "conditions"))
        {
            message.Message(6, new ProtobufMessage()
                .Text(1, Text(condition, "type"))
                .Text(2, Text(condition, "status"))
                .Text(4, Text(condition, "reason"))
                .Text(5, Text(condition, "message"))
                .Message(6, Time(condition, "lastUpdateTime"))
                .Message(7, Time(condition, "lastTransitionTime")));
        }

        return message.Number(7, Number(json, "readyReplicas"));
    }

    // The zero time is an empty message.
    private static ProtobufMessage Time(JsonElement json, string name) => Text(json, name) is { Length: > 0 } text
        ? new ProtobufMessage().Number(1, DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds()).Number(2, 0)
        : new ProtobufMessage();

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static long Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement json, string name) => json.TryGetProperty(name, out var entries)
        ? entries.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetString()!))
        : [];
}
