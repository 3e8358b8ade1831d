using System.Diagnostics;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Faults.Proxying;

namespace ModelSync.EndToEnd.Faults;

/// <summary>The real kubectl and our client, through the same proxy at the same time.</summary>
public sealed class KubectlFaultTests : ClusterTest
{
    private const string Web = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"paused":true,"replicas":0,"selector":{"matchLabels":{"a":"b"}},
         "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """;

    private FaultProxy _proxy = null!;

    [SetUp]
    public async Task StartAsync() => _proxy = await FaultProxy.StartAsync(Cluster.ControlPlane, new FaultProxyOptions(), Ct);

    [TearDown]
    public async Task StopAsync() => await _proxy.DisposeAsync();

    [Test]
    public async Task Kubectl_applies_watches_and_waits_through_faults_while_our_client_follows()
    {
        _proxy.Plan.Add("429 retry-after=1 agent=kubectl* verb=create,patch count=1");
        _proxy.Plan.Add("drop-watch by=end agent=kubectl* resource=deployments.apps count=1");
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(_proxy.TokenKubeconfigPath));
        var from = (await client.Resource<Deployment>().ListAsync(new ListOptions { Namespace = Namespace }, Ct)).ResourceVersion;
        await using var watch = await client.Resource<Deployment>().WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = from }, Ct);
        using var watching = Watch("configmaps");

        Assert.That(await OkAsync(Web, "apply", "-f", "-"), Does.Contain("deployment.apps/web created"));
        Assert.That((await watch.FirstAsync(Ct)).Object!.Metadata.Name, Is.EqualTo("web"));
        await client.Resource<ConfigMap>().CreateAsync(ConfigMap("seen"), options: null, Ct);
        Assert.That(await LineAsync(watching, "seen"), Is.Not.Null);
        var waiting = OkAsync(null, "wait", "--for=condition=Celled", "deployment/web", "--timeout=60s");
        await Client.Resource<Deployment>().Status.PatchAsync(Key("web"), Json.MergePatch("""{"status":{"conditions":[{"type":"Celled","status":"True"}]}}"""), options: null, Ct);
        Assert.That(await waiting, Does.Contain("condition met"));
        Assert.That(_proxy.Plan.Faults[0].Injections, Is.EqualTo(1));
    }

    [Test]
    public async Task Kubectl_tells_people_what_the_proxy_says_in_the_servers_words()
    {
        _proxy.Plan.Add("403 agent=kubectl* resource=secrets");
        _proxy.Plan.Add("409 agent=kubectl* verb=create resource=configmaps");
        _proxy.Plan.Add("warning text=\"this is old\" agent=kubectl* resource=services");
        var forbidden = await KubectlAsync(null, "get", "secrets");
        var conflict = await KubectlAsync(null, "create", "configmap", "a");
        var warned = await KubectlAsync(null, "get", "services");
        var refused = await KubectlAsync(null, "exec", "nobody", "--", "ls");

        var words = "secrets is forbidden: User \"kubernetes-admin\" cannot list resource \"secrets\" in API group \"\" in the namespace ";
        Assert.That(forbidden.Error, Does.Contain($"{words}\"{Namespace}\""));
        Assert.That(conflict.Error, Does.Contain("\"a\" already exists"));
        Assert.That(warned.Error, Does.Contain("Warning: this is old"));
        Assert.That(refused.Error, Does.Contain("pods \"nobody\" not found"));
    }

    private Task<CommandResult> KubectlAsync(string? input, params string[] arguments) =>
        Cluster.ControlPlane.KubectlAsync(["--kubeconfig", _proxy.AdminKubeconfigPath, "--namespace", Namespace, .. arguments], input, Ct);

    private async Task<string> OkAsync(string? input, params string[] arguments)
    {
        var result = await KubectlAsync(input, arguments);
        Assert.That(result.Succeeded, Is.True, $"kubectl {string.Join(' ', arguments)}: {result.Error}");
        return result.Output;
    }

    private WatchingKubectl Watch(string resource)
    {
        var start = new ProcessStartInfo(
            Cluster.ControlPlane.Binaries.Kubectl!, ["--kubeconfig", _proxy.AdminKubeconfigPath, "--namespace", Namespace, "get", resource, "--watch"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = Cluster.ControlPlane.DataDirectory;
        return new WatchingKubectl(Process.Start(start)!);
    }

    private async Task<string?> LineAsync(WatchingKubectl kubectl, string word)
    {
        while (await kubectl.Process.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>A kubectl that runs until it is ended.</summary>
    private sealed record WatchingKubectl(Process Process) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.Dispose();
        }
    }
}
