using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>Finds the ports by which clients reach a rollout.</summary>
internal static class EntryPorts
{
    /// <summary>
    /// Those of the revision's record; where that is missing, those that the entry Service has, for a lost record must not keep traffic from moving; null
    /// where neither is there.
    /// </summary>
    public static IReadOnlyList<ServicePortSpec>? Of(TrafficSources sources, string? revision) =>
        sources.Records.FirstOrDefault(record => Text.Same(record.Revision, revision))?.Inputs.Ports
        ?? (sources.EntryService is { } entry && entry.Metadata.CountsFor(sources.Identity, sources.TakesBack) && Read(entry) is { Count: > 0 } ports ? ports : null);

    private static List<ServicePortSpec> Read(DynamicObject service) =>
    [
        .. service.ToJsonElement().Member("spec").Items("ports").Select(static port => new ServicePortSpec
        {
            Name = port.Text("name"),
            Port = (int?)port.Number("port"),
            TargetPort = port.Member("targetPort") switch
            {
                { ValueKind: JsonValueKind.Number } number => new IntOrString(number.GetInt32()),
                { ValueKind: JsonValueKind.String } name => new IntOrString(name.GetString()!),
                _ => (IntOrString?)null,
            },
            AppProtocol = port.Text("appProtocol"),
        }),
    ];
}
