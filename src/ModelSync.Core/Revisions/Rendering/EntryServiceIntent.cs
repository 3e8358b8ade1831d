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
    /// made for: a selector has no numbers.
    /// </summary>
    public static RawJson Render(RolloutIdentity rollout, IReadOnlyList<ServicePortSpec> ports, ServiceSelector selector, TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(split);
        var metadata = ObjectMetadata.Of(rollout);
        if (selector.IsWide && !split.IsEmpty)
        {
            (metadata["annotations"] as JsonObject)![ObjectKeys.Weights] = SplitText.Write(split);
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
