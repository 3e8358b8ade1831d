using ModelSync.Playground.Control;

namespace ModelSync.Playground.Commands;

/// <summary>Finds what a load is meant for among what the data plane serves.</summary>
internal static class LoadTarget
{
    /// <summary>
    /// The one target that `[kind/]namespace/name[:port]` names; a route before the Service of its name, a Service's first port before others.
    /// </summary>
    /// <exception cref="ControlException">There is none.</exception>
    public static TargetState Find(PlaygroundState state, string? cluster, string text)
    {
        var targets = ClusterOf(state, cluster).Targets;
        var (kind, ns, name, port) = Parse(text);
        var found = targets
            .Where(target => Same(target.Name, name) && Same(target.Namespace, ns))
            .Where(target => (kind is null || Same(target.Kind, kind)) && (port is null || Same(target.Port, port)))
            .OrderBy(target => Same(target.Kind, "Service"))
            .FirstOrDefault();
        return found ?? throw new ControlException(targets.Count == 0
            ? $"nothing is served in the cluster yet, so there is no {text}: make a Service, an HTTPRoute or a VirtualService first"
            : $"there is no {text} to send requests to: `status` lists what there is, such as {Describe(targets[0])}");
    }

    private static ClusterState ClusterOf(PlaygroundState state, string? cluster) =>
        cluster is null
            ? state.Clusters[0]
            : state.Clusters.FirstOrDefault(candidate => Same(candidate.Name, cluster))
                ?? throw new ControlException($"there is no cluster {cluster}: there are {string.Join(", ", state.Clusters.Select(candidate => candidate.Name))}");

    private static (string? Kind, string Namespace, string Name, string? Port) Parse(string text)
    {
        var (path, port) = text.LastIndexOf(':') is > 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, null);
        return path.Split('/') switch
        {
            [var ns, var name] => (null, ns, name, port),
            [var kind, var ns, var name] => (kind, ns, name, port),
            _ => throw new ControlException($"--target takes [kind/]namespace/name[:port], but got '{text}'"),
        };
    }

    private static string Describe(TargetState target) => $"{target.Kind.ToLowerInvariant()}/{target.Namespace}/{target.Name}";

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
