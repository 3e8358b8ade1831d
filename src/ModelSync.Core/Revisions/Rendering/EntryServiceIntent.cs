using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The entry Service, which carries the rollout's name and serves clients in the cluster.</summary>
public static class EntryServiceIntent
{
    /// <summary>The Service with that selector and the ports of a revision on record.</summary>
    public static RawJson Render(RolloutIdentity rollout, IReadOnlyList<ServicePortSpec> ports, ServiceSelector selector)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(ports);
        return JsonTree.Raw(JsonTree.Of(
            ("apiVersion", "v1"),
            ("kind", "Service"),
            ("metadata", ObjectMetadata.Of(rollout)),
            ("spec", JsonTree.Of(
                ("ports", ServicePorts.Render(ports)),
                ("selector", selector.Revision is { } revision
                    ? ObjectMetadata.Selector(rollout, revision)
                    : JsonTree.Of((ObjectKeys.Rollout, rollout.Name)))))));
    }
}
