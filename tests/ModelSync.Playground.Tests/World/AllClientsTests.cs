using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.ControlPlane.Processes;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.World;

/// <summary>
/// Every kubectl that there is, and our own client, through the fault proxy and all at once. With <c>MODELSYNC_CLIENT_NODE=1</c> an informer of
/// @kubernetes/client-node as well: by hand only, for it takes node, npm and npm's registry, which CI's machine need not have.
/// </summary>
[CancelAfter(240_000)]
internal sealed class AllClientsTests
{
    private const int Maps = 20;
    private static readonly bool HasNode = Environment.GetEnvironmentVariable("MODELSYNC_CLIENT_NODE") == "1";

    [Test]
    public async Task Every_kubectl_and_our_client_work_at_once_while_requests_fail(CancellationToken cancellationToken)
    {
        var cluster = (await SharedWorld.GetAsync()).Local;
        await using var shop = await cluster.CreateNamespaceAsync(cancellationToken);
        var kubectls = Kubectls(cluster);
        var faults = new[] { "429 retry-after=1", "503 verb=get", "drop-watch after=1" }
            .Select(rule => cluster.Faults.Plan.Add($"{rule} namespace={shop.Name} probability=0.1")).ToArray();

        await Task.WhenAll([FollowAsync(cluster, shop, kubectls.Count, cancellationToken), HasNode ? FollowByNodeAsync(cluster, shop, cancellationToken) : Task.CompletedTask, .. kubectls.Select((kubectl, number) => UseAsync(cluster, shop, kubectl, $"v{number}", cancellationToken))]);

        Array.ForEach(faults, fault => cluster.Faults.Plan.Remove(fault.Id));
        await TestContext.Progress.WriteLineAsync($"{kubectls.Count} versions of kubectl{(HasNode ? ", client-node" : "")} and our client at once, seed {cluster.Faults.Plan.Seed}");
    }

    // Debian's kubectl, and the one of the servers' own version.
    private static IReadOnlyList<string> Kubectls(PlaygroundCluster cluster) =>
        [.. Directory.GetFiles(cluster.ControlPlane.Binaries.Folder, "kubectl*").Append(cluster.ControlPlane.Binaries.Kubectl!).Distinct(StringComparer.Ordinal)];

    // A session as a person has it; what a fault broke is tried again, as a person does.
    private static async Task UseAsync(PlaygroundCluster cluster, PlaygroundNamespace shop, string kubectl, string name, CancellationToken cancellationToken)
    {
        var session = new Session(cluster, shop, kubectl);
        await session.SayAsync(["apply", "-f", "-"], Manifests.Version(name, "1.0.0", replicas: 2), $"deployment.apps/{name}", cancellationToken);
        await session.SayAsync(["rollout", "status", $"deployment/{name}", "--timeout=60s"], null, "successfully rolled out", cancellationToken);
        await session.SayAsync(["wait", "--for=condition=available", $"deployment/{name}", "--timeout=60s"], null, "condition met", cancellationToken);
        await session.SayAsync(["describe", "pods", "-l", $"app={name}"], null, "Started container server", cancellationToken);
        await session.SayAsync(["explain", "deployment.spec.replicas"], null, "desired pods", cancellationToken);
        await session.WatchAsync(["get", "deployment", name, "-w"], "2/2", cancellationToken);
        await session.SayAsync(["get", "--raw", $"/api/v1/namespaces/{shop.Name}/services/{name}:80/proxy/v2/health/ready"], null, "", cancellationToken);
        await session.SayAsync(["logs", "-l", $"app={name}", "--tail=-1"], null, "/v2/health/ready", cancellationToken);
        await session.RefusedAsync(["exec", $"deployment/{name}", "--", "ls"], cancellationToken);
        await session.RefusedAsync(["attach", $"deployment/{name}"], cancellationToken);
    }

    // Our informer sees everything that they make.
    private static async Task FollowAsync(PlaygroundCluster cluster, PlaygroundNamespace shop, int versions, CancellationToken cancellationToken)
    {
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(cluster.KubeconfigPath));
        var informer = new Informer<Deployment>(client, ResourceType.Of<Deployment>(), new InformerOptions<Deployment> { Namespaces = [shop.Name] }, RuntimeServices.Default);
        var ready = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        using var subscription = informer.Subscribe(change => ready[change.Key.Name] = change.New?.Status?.ReadyReplicas == 2);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = informer.RunAsync(enough.Token);
        await Eventually.TrueAsync(() => ready.Count(one => one.Value) == versions, cancellationToken);
        await enough.CancelAsync();
        await running;
    }

    // The informer of client-node is told of every ConfigMap, whatever its requests and watches meet with.
    private static async Task FollowByNodeAsync(PlaygroundCluster cluster, PlaygroundNamespace shop, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "build", "client-node.sh"), [cluster.KubeconfigPath, shop.Name]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var missing = Enumerable.Range(0, Maps).Select(static number => $"map-{number}").ToHashSet(StringComparer.Ordinal);
        var making = Task.CompletedTask;
        try
        {
            while (missing.Count > 0 && await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                await TestContext.Progress.WriteLineAsync($"client-node: {line}");
                var told = JsonNode.Parse(line)!;
                making = (string?)told["event"] is "connect" && making.IsCompleted && missing.Count == Maps ? MakeMapsAsync(cluster, shop, cancellationToken) : making;
                missing.Remove((string?)told["event"] is "add" or "update" ? (string)told["name"]! : "");
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await making;
        Assert.That(missing, Is.Empty, "client-node was never told of them");
    }

    private static async Task MakeMapsAsync(PlaygroundCluster cluster, PlaygroundNamespace shop, CancellationToken cancellationToken)
    {
        for (var number = 0; number < Maps; number++)
        {
            await cluster.Client.Resource<ConfigMap>().CreateAsync(new ConfigMap { Metadata = new() { Namespace = shop.Name, Name = $"map-{number}" } }, options: null, cancellationToken);
        }
    }

    /// <summary>One kubectl, in a namespace, by way of the fault proxy.</summary>
    private sealed class Session(PlaygroundCluster cluster, PlaygroundNamespace shop, string kubectl)
    {
        public Task SayAsync(IReadOnlyList<string> arguments, string? input, string expected, CancellationToken cancellationToken) => Eventually.TrueAsync(
            async () =>
            {
                var result = await Command.RunAsync(Start(arguments), input, cancellationToken);
                return result.ExitCode == 0 && result.Output.Contains(expected, StringComparison.Ordinal);
            },
            cancellationToken);

        public Task RefusedAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => Eventually.TrueAsync(
            async () =>
            {
                var result = await Command.RunAsync(Start(arguments), input: null, cancellationToken);
                Assert.That(result.ExitCode, Is.Not.Zero, $"{kubectl} {string.Join(' ', arguments)}: {result.Output}");
                return result.Error.Contains("is simulated", StringComparison.Ordinal);
            },
            cancellationToken);

        public async Task WatchAsync(IReadOnlyList<string> arguments, string expected, CancellationToken cancellationToken)
        {
            var start = Start(arguments);
            (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
            using var process = Process.Start(start)!;
            try
            {
                // A watch that a fault ended is begun again by whoever watches.
                while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                {
                    if (line.Contains(expected, StringComparison.Ordinal))
                    {
                        return;
                    }
                }
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            await WatchAsync(arguments, expected, cancellationToken);
        }

        private ProcessStartInfo Start(IReadOnlyList<string> arguments)
        {
            var start = new ProcessStartInfo(kubectl, ["--kubeconfig", cluster.KubeconfigPath, "--namespace", shop.Name, .. arguments]);

            // kubectl caches discovery by host and port in the home directory for hours: another server may have had our port.
            start.Environment["HOME"] = cluster.ControlPlane.DataDirectory;
            return start;
        }
    }
}
