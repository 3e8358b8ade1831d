using System.Text;
using System.Text.RegularExpressions;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Program;
using ModelSync.Operator.Tests.Metrics;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Observability;

/// <summary>What a whole operator exposes that leads and works in a real cluster, and with it what it would of every kind of object.</summary>
internal static partial class LiveExposition
{
    private static readonly string[] Awaited = ["modelsync_leader{", "modelsync_reconciles_total{", "modelsync_informer_last_contact_seconds{", "modelsync_workqueue_depth{"];

    /// <summary>The names of all series, as an expression may use them, with their labels.</summary>
    public static async Task<ILookup<string, string>> LabelsByNameAsync(PlaygroundNamespace ns, CancellationToken cancellationToken)
    {
        using var scene = MetricsPageTests.Everything();
        var text = await OfOperatorAsync(ns, cancellationToken) + await scene.TextAsync();
        return text.Split('\n')
            .Where(static line => line.Length > 0 && line[0] != '#')
            .SelectMany(static line => Label().Matches(line).Select(static label => label.Groups[1].Value).Append("").Select(label => (Name: line.Split('{', ' ')[0], Label: label)))
            .Distinct()
            .ToLookup(static series => series.Name, static series => series.Label, StringComparer.Ordinal);
    }

    private static async Task<string> OfOperatorAsync(PlaygroundNamespace ns, CancellationToken cancellationToken)
    {
        using var exposition = new PrometheusExposition(new PrometheusOptions(), RuntimeServices.Default);
        var options = new OperatorOptions
        {
            Kubeconfig = ns.Cluster.DirectKubeconfigPath,
            Namespaces = [ns.Name],
            LeaseNamespace = ns.Name,
            MetricsAddress = null,
            HealthAddress = new(System.Net.IPAddress.Loopback, 0),
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new OperatorHost(options, RuntimeServices.Default).RunAsync(stop.Token);
        await ns.RunAsync(["create", "--validate=false", "-f", "-"], """{"apiVersion":"modelsync.io/v1alpha1","kind":"ModelGate","metadata":{"name":"g"},"spec":{"type":"Probe","probe":{"path":"/"}}}""", cancellationToken);
        var text = "";
        await Eventually.TrueAsync(
            async () =>
            {
                using var output = new MemoryStream();
                await exposition.WriteAsync(output, accept: null, cancellationToken);
                text = Encoding.UTF8.GetString(output.ToArray());
                return running.IsCompleted || Array.TrueForAll(Awaited, name => text.Contains(name, StringComparison.Ordinal));
            },
            () => $"the operator exposes {string.Join(", ", Awaited)}: {text}",
            cancellationToken);
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero, "the operator ends well");
        return text;
    }

    [GeneratedRegex("([a-zA-Z_][a-zA-Z0-9_]*)=\"")]
    private static partial Regex Label();
}
