using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The entry Service, which carries the rollout's name and serves clients in the cluster.</summary>
public static class EntryServiceIntent
{
    /// <summary>
    /// The Service with that selector and the ports of a revision on record. One that selects several revisions says in an annotation which shares it was
    /// made for: a selector has no numbers. The rules of somebody else's routes that the rollout writes to are noted here, for nothing else of them is ours.
    /// </summary>
    public static RawJson Render(
        RolloutIdentity rollout, IReadOnlyList<ServicePortSpec> ports, ServiceSelector selector, TrafficSplit split, string? adoptedRules = null)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(split);
        var metadata = ObjectMetadata.Of(rollout);
        var annotations = (metadata["annotations"] as JsonObject)!;
        if (selector.IsWide && !split.IsEmpty)
        {
            annotations[ObjectKeys.Weights] = SplitText.Write(split);
        }

        if (adoptedRules is not null)
        {
            annotations[ObjectKeys.AdoptedRules] = adoptedRules;
        }

        return JsonTree.Raw(JsonTree.Of(
            ("apiVersion", "v1"),
            ("kind", "Service"),
            ("metadata", metadata),
            ("spec", JsonTree.Of(
                ("ports", ServicePorts.Render(ports)),
                ("selector", selector.Revision is { } revision
                    ? ObjectMetadata.Selector(rollout, revision)
                    : JsonTree.Of((ObjectKeys.Rollout, rollout.Name)))))));
    }
}
