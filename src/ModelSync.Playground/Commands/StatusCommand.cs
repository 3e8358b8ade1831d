using System.Globalization;
using ModelSync.Playground.Control;

namespace ModelSync.Playground.Commands;

/// <summary>Shows what the running playground consists of.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync(string? id, TextWriter output, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var state = await playground.StateAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(Render(state).AsMemory(), cancellationToken).ConfigureAwait(false);
        return 0;
    }

    internal static string Render(PlaygroundState state)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Playground {state.Id}: process {state.ProcessId}, seed {state.Seed}, since {state.StartedAt:u}"));
        foreach (var cluster in state.Clusters)
        {
            Render(cluster, text);
        }

        return text.ToString();
    }

    private static void Render(ClusterState cluster, StringWriter text)
    {
        var states = cluster.Pods.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}");
        var pods = cluster.Pods.Count == 0 ? "none" : string.Join(", ", states);
        text.WriteLine();
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cluster.Name}: Kubernetes {cluster.Kubernetes}, {cluster.Nodes} nodes, pods: {pods}"));
        text.WriteLine($"  kubeconfig  {cluster.Kubeconfig}");
        text.WriteLine($"  no faults   {cluster.DirectKubeconfig}");
        text.WriteLine($"  pod proxy   {cluster.PodProxy}");
        var targets = cluster.Targets.Select(target => new[] { NameOf(target), target.Url, target.Backends }).ToArray();
        TextTable.Write(text, ["TARGET", "URL", "BACKENDS"], targets, indent: 2);
        foreach (var fault in cluster.Faults)
        {
            text.WriteLine(FaultCommand.Line(fault, "  fault "));
        }
    }

    private static string NameOf(TargetState target) =>
        $"{target.Kind.ToLowerInvariant()}/{target.Namespace}/{target.Name}{(target.Port is null ? "" : ":" + target.Port)}";
}
