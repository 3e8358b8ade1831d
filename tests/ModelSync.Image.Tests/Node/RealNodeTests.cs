using System.Text.Json.Nodes;
using ModelSync.EndToEnd.Chart;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Image.Node;

/// <summary>The image, installed by the chart, does its work as a real pod among real pods.</summary>
[CancelAfter(300_000)]
internal sealed class RealNodeTests
{
    private const string System = "modelsync-system";
    private const string Place = "shop";

    private LocalControlPlane _cluster = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // A real node renews its Lease, so that what looks after nodes may do so.
        var options = new ControlPlaneOptions { ControllerManagerArguments = ["--controllers=*"], Progress = new Progress<string>(TestContext.Progress.WriteLine) };
        _cluster = await LocalControlPlane.StartAsync(options, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _cluster.DisposeAsync();

    [Test]
    public async Task The_chart_with_this_image_promotes_a_canary_of_real_pods(CancellationToken cancellationToken)
    {
        using var archive = new TemporaryFolder();
        var image = (await OperatorImage.OpenAsync(archive.Root, cancellationToken)).Reference;
        var began = TimeProvider.System.GetTimestamp();
        string folder;
        await using (var node = await StartNodeAsync("node1", cancellationToken))
        {
            folder = node.Folder;
            try
            {
                await UntilReadyAsync("node1", cancellationToken);
                Tell("the node is Ready", began);
                await InstallAsync(_cluster, image, cancellationToken);
                await PromoteAsync(_cluster, node, cancellationToken);
                await CheckOperatorAsync(_cluster, image, cancellationToken);
            }
            catch
            {
                TestContext.Progress.WriteLine(await StateAsync(node));
                throw;
            }
        }

        AssertNothingIsLeftOf(folder);
    }

    [Test]
    public async Task What_a_killed_node_leaves_behind_the_next_one_removes(CancellationToken cancellationToken)
    {
        await using var killed = await StartNodeAsync("node2", cancellationToken);
        await UntilReadyAsync("node2", cancellationToken);
        await killed.KillAsync();
        Assert.That(killed.Folder, Does.Exist, "a test that nothing was left to remove would show nothing");

        await using (await StartNodeAsync("node3", cancellationToken))
        {
            AssertNothingIsLeftOf(killed.Folder);
        }
    }

    private static void AssertNothingIsLeftOf(string folder) => Assert.Multiple(() =>
    {
        Assert.That(folder, Does.Not.Exist);
        Assert.That(Directory.EnumerateDirectories("/sys/fs/cgroup", Path.GetFileName(folder), SearchOption.AllDirectories), Is.Empty);
        Assert.That(File.ReadAllText("/proc/self/mountinfo"), Does.Not.Contain(folder));
        Assert.That(
            Directory.EnumerateFiles("/proc", "cmdline", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
                .Where(path => CommandLine(path).Contains(folder, StringComparison.Ordinal)),
            Is.Empty);
    });

    private static string CommandLine(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // It has ended since.
        }
    }

    private Task<RealNode> StartNodeAsync(string name, CancellationToken cancellationToken) =>
        RealNode.StartAsync(_cluster, name, OperatorImage.ArchivePath, [ModelManifests.Pause, ModelManifests.Server], cancellationToken);

    private Task UntilReadyAsync(string node, CancellationToken cancellationToken) =>
        UntilAsync(_cluster, ["get", "node", node, "--ignore-not-found", "-o", "jsonpath={.status.conditions[?(@.type=='Ready')].status}"], "True", cancellationToken);

    private async Task<string> StateAsync(RealNode node)
    {
        var objects = await _cluster.KubectlAsync(["get", "pods,events", "--all-namespaces", "-o", "wide"], input: null, CancellationToken.None);
        return $"{objects.Output}{objects.Error}\n{node.LogTail("kubelet")}\n{node.LogTail("containerd")}\n{node.LogsOf(System)}";
    }

    // With no value but the image: whatever else is needed, the chart knows.
    private static async Task InstallAsync(LocalControlPlane cluster, string image, CancellationToken cancellationToken)
    {
        var (repository, tag) = image.Split(':') is [var before, var after] ? (before, after) : throw new AssertionException($"{image} has no tag");
        var objects = await ChartRenderer.ObjectsAsync("", ["--set", $"image.repository={repository}", "--set", $"image.tag={tag}"], cancellationToken);
        var version = await VersionAsync(cluster, cancellationToken);
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(one => OldServers.Adapt(one.DeepClone(), version))]) };
        var began = TimeProvider.System.GetTimestamp();
        await RunAsync(cluster, ["create", "namespace", System], "", cancellationToken);
        await RunAsync(cluster, ["apply", "--validate=false", "-f", "-"], list.ToJsonString(), cancellationToken);
        await RunAsync(cluster, ["-n", System, "rollout", "status", "deployment/modelsync", "--timeout=120s"], "", cancellationToken);
        Tell("the operator's two pods are Ready", began);
    }

    private static async Task PromoteAsync(LocalControlPlane cluster, RealNode node, CancellationToken cancellationToken)
    {
        const string Stable = "{.status.phase} {.status.stable.version}";
        string[] rollout = ["-n", Place, "get", "modelrollout", "fraud", "-o", $"jsonpath={Stable}"];
        var began = TimeProvider.System.GetTimestamp();
        await RunAsync(cluster, ["create", "namespace", Place], "", cancellationToken);
        await RunAsync(cluster, ["-n", Place, "apply", "-f", "-"], ModelManifests.All, cancellationToken);
        await UntilAsync(cluster, rollout, "Healthy 1.0.0", cancellationToken);
        Tell("1.0.0 serves", began);

        began = TimeProvider.System.GetTimestamp();
        await RunAsync(cluster, ["-n", Place, "patch", "modelrollout", "fraud", "--type=merge", "--patch", """{"spec":{"version":"2.0.0"}}"""], "", cancellationToken);
        await UntilAsync(cluster, rollout, "Healthy 2.0.0", cancellationToken);
        Tell("2.0.0 is promoted", began);

        // Behind the Service that people use there are now pods of the new version alone, and they answer.
        var addresses = (await RunAsync(cluster, ["-n", Place, "get", "endpoints", "fraud", "-o", "jsonpath={.subsets[*].addresses[*].ip}"], "", cancellationToken)).Split(' ');
        var versions = await RunAsync(cluster, ["-n", Place, "get", "modelrollout", "fraud", "-o", "jsonpath={.status.history[0].outcome} {.status.history[0].version}"], "", cancellationToken);
        using var http = node.Network.CreateClient();
        var answers = await Task.WhenAll(addresses.Select(address => http.GetStringAsync(new Uri($"http://{address}:8080/v2/models/fraud-detector"), cancellationToken)));
        Assert.Multiple(() =>
        {
            Assert.That(answers, Has.Length.EqualTo(2).And.All.Contains("busybox"));
            Assert.That(versions, Is.EqualTo("Promoted 2.0.0"));
        });
    }

    private static async Task CheckOperatorAsync(LocalControlPlane cluster, string image, CancellationToken cancellationToken)
    {
        var pods = JsonNode.Parse(await RunAsync(cluster, ["-n", System, "get", "pods", "-o", "json"], "", cancellationToken))!["items"]!.AsArray();
        var leader = await RunAsync(cluster, ["-n", System, "get", "lease", "modelsync", "-o", "jsonpath={.spec.holderIdentity}"], "", cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(pods, Has.Count.EqualTo(2));
            Assert.That(pods.Select(static pod => pod!.Name), Has.Some.Matches<string>(name => leader.StartsWith($"{name}_", StringComparison.Ordinal)), "a pod leads");
            foreach (var pod in pods)
            {
                var container = pod!["spec"]!["containers"]![0]!;
                Assert.That((bool?)pod["spec"]!["hostNetwork"], Is.Not.True);
                Assert.That((string?)container["image"], Is.EqualTo(image));
                Assert.That((bool?)container["securityContext"]!["readOnlyRootFilesystem"], Is.True);
                Assert.That((bool?)pod["spec"]!["securityContext"]!["runAsNonRoot"], Is.True);
                Assert.That((int?)pod["status"]!["containerStatuses"]![0]!["restartCount"], Is.Zero);
            }
        });
    }

    private static async Task<ModelSync.Kubernetes.Discovery.ServerVersion> VersionAsync(LocalControlPlane cluster, CancellationToken cancellationToken)
    {
        await using var client = Kubernetes.Client.KubernetesClient.Create(Kubernetes.Config.ClusterConfigLoader.Default.LoadDefault(cluster.AdminKubeconfigPath));
        return await client.Discovery.GetVersionAsync(cancellationToken);
    }

    private static Task UntilAsync(LocalControlPlane cluster, IReadOnlyList<string> question, string answer, CancellationToken cancellationToken)
    {
        var last = "";
        return Eventually.TrueAsync(
            async () => (last = (await cluster.KubectlAsync(question, input: null, cancellationToken)).Output) == answer,
            () => $"`kubectl {string.Join(' ', question)}` prints \"{answer}\"; it prints \"{last}\"",
            cancellationToken);
    }

    private static async Task<string> RunAsync(LocalControlPlane cluster, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var result = await cluster.KubectlAsync(arguments, input, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }

    private static void Tell(string what, long since) =>
        TestContext.Progress.WriteLine($"real node: {what} after {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s");
}
