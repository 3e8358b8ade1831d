using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Values;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Pods;

/// <summary>Finds the numbers of ports that gates name.</summary>
internal static class PodPorts
{
    private const string Metrics = "metrics";

    /// <summary>The port of the pods; with its reason where there is none.</summary>
    /// <param name="inputs">What the pods were made from.</param>
    /// <param name="port">As the gate names it: a number, or the name of a container's port or of the rollout's; null: by default.</param>
    /// <param name="forMetrics">Whether metrics are read: then the default is the port named metrics. Else, or without such a port, it is the first one.</param>
    public static (int? Port, bool IsHttp2, string? Problem) Find(RevisionInputs inputs, IntOrString? port, bool forMetrics)
    {
        var (number, problem) = port is { } wanted ? Named(inputs, wanted) : Default(inputs, forMetrics);
        return (number, number is { } found && IsHttp2(inputs, found), problem);
    }

    private static (int? Port, string? Problem) Named(RevisionInputs inputs, IntOrString port)
    {
        if (port.TryGetInt(out var number))
        {
            return (number, null);
        }

        var name = port.ToString();
        var found = OfContainer(inputs, name) ?? (inputs.Ports.FirstOrDefault(one => Same(one.Name, name)) is { } own ? NumberOf(inputs, own) : null);
        return (found, found is null ? $"no container of the rollout's template has a port named {name}: name it there, or give its number" : null);
    }

    private static (int? Port, string? Problem) Default(RevisionInputs inputs, bool forMetrics)
    {
        var metrics = forMetrics ? inputs.Ports.FirstOrDefault(static one => Same(one.Name, Metrics)) : null;
        var number = metrics is null && forMetrics ? OfContainer(inputs, Metrics) : null;
        if ((metrics ?? (inputs.Ports.Count > 0 ? inputs.Ports[0] : null)) is not { } first)
        {
            return (number, number is null ? "the rollout has no ports: declare spec.ports" : null);
        }

        number ??= NumberOf(inputs, first);
        return (number, number is null ? $"the rollout's port {first.Name} leads to no container's port: set its targetPort to a number" : null);
    }

    private static int? NumberOf(RevisionInputs inputs, ServicePortSpec port) => port.TargetPort switch
    {
        null => port.Port,
        { } target when target.TryGetInt(out var number) => number,
        { } target => OfContainer(inputs, target.ToString()),
    };

    private static bool IsHttp2(RevisionInputs inputs, int number) =>
        inputs.Ports.Any(port => port.AppProtocol is "kubernetes.io/h2c" && NumberOf(inputs, port) == number);

    private static int? OfContainer(RevisionInputs inputs, string name)
    {
        using var template = Reading.JsonText.Document(inputs.Template);
        var containers = template.RootElement.Member("spec") is { } spec ? spec.Items("containers") : [];
        foreach (var port in containers.SelectMany(static container => container.Items("ports")))
        {
            if (Same(port.Text("name"), name) && port.Member("containerPort") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var found))
            {
                return found;
            }
        }

        return null;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
