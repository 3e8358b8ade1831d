using ModelSync.Api;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;

namespace ModelSync.Operator.Traffic;

/// <summary>Renders a route that a rollout owns.</summary>
internal static class RouteBody
{
    /// <summary>The route for a split.</summary>
    /// <param name="sources">The rollout and its settings.</param>
    /// <param name="split">The split.</param>
    public static Rendered<RawJson> Render(TrafficSources sources, TrafficSplit split)
    {
        // The port of a backend is the same in all revisions that a route can name at once, for it is that of the Services.
        var revision = split.IsEmpty ? null : split.Shares[0].Revision;
        var ports = EntryPorts.Of(sources, revision) ?? (sources.Records is [var any, ..] ? any.Inputs.Ports : []);
        return RouteIntent.Render(sources.Identity, sources.Traffic, ports, split);
    }
}
