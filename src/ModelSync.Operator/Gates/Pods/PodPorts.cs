using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Operator.Gates.Pods;

/// <summary>Finds the numbers of ports that gates name.</summary>
internal static class PodPorts
{
    private const string Metrics = "metrics";

    /// <summary>The port of the pods; with its reason where there is none.</summary>
    /// <param name="inputs">What the pods were made from.</param>
    /// <param name="port">As the gate names it: a number, or the name of a container's port or of the rollout's. Null: the port named metrics for metrics, else the first one.</param>
    /// <param name="forMetrics">Whether metrics are read.</param>
    public static (int? Port, bool IsHttp2, string? Problem) Find(RevisionInputs inputs, IntOrString? port, bool forMetrics)
    {
        if (port is { } wanted)
        {
            if (wanted.TryGetInt(out var number))
            {
                return (number, Speaks(inputs, number), null);
            }

            var name = wanted.ToString();
            var found = OfContainer(inputs, name) ?? (inputs.Ports.FirstOrDefault(one => Same(one.Name, name)) is { } named ? NumberOf(inputs, named) : null);
            return found is null ? (null, false, $"no container of the rollout's template has a port named {name}: name it there, or give its number") : (found, Speaks(inputs, found.Value), null);
        }

        var first = (forMetrics ? inputs.Ports.FirstOrDefault(static one => Same(one.Name, Metrics)) : null) ?? inputs.Ports.FirstOrDefault();
        var number2 = (forMetrics && !Same(first?.Name, Metrics) ? OfContainer(inputs, Metrics) : null) ?? (first is null ? null : NumberOf(inputs, first));
        return number2 is null
            ? (null, false, $"the rollout's port {first?.Name ?? "list is empty"} leads to no container's port: set targetPort, or the gate's port, to a number")
            : (number2, Speaks(inputs, number2.Value), null);
    }

    private static int? NumberOf(RevisionInputs inputs, ServicePortSpec port) => port.TargetPort switch
    {
        null => port.Port,
        { } target when target.TryGetInt(out var number) => number,
        { } target => OfContainer(inputs, target.ToString()),
    };

    private static bool Speaks(RevisionInputs inputs, int number) =>
        inputs.Ports.Any(port => port.AppProtocol is "kubernetes.io/h2c" && NumberOf(inputs, port) == number);

    private static int? OfContainer(RevisionInputs inputs, string name)
    {
        using var template = JsonDocument.Parse(inputs.Template.Utf8);
        foreach (var container in Items(Member(template.RootElement, "spec"), "containers"))
        {
            foreach (var port in Items(container, "ports"))
            {
                if (Member(port, "name") is { ValueKind: JsonValueKind.String } text && text.ValueEquals(name)
                    && Member(port, "containerPort") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
