using System.Text.Json;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(90_000)]
internal sealed class LocalControlPlaneTests
{
    private LocalControlPlane _controlPlane = null!;

    [OneTimeSetUp]
    public async Task Start() => _controlPlane = await SharedControlPlane.GetAsync();

    [Test]
    public async Task The_server_is_of_the_version_that_its_binary_told(CancellationToken cancellationToken)
    {
        using var version = JsonDocument.Parse(await _controlPlane.KubectlOkAsync("get --raw /version", null, cancellationToken));
        Assert.That(BinaryVersion.TryFind(version.RootElement.GetProperty("gitVersion").GetString()!, out var served), Is.True);
        Assert.That(served, Is.EqualTo(_controlPlane.Binaries.Kubernetes));
    }

    [Test]
    public async Task Controllers_and_scheduler_are_at_work(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("create namespace at-work", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("create deployment web --image=web -n at-work", null, cancellationToken);

        // There is no node here, which only the scheduler can say of a pod that only the controllers can have made.
        await Eventually.TrueAsync(
            async () =>
            {
                var path = "-o=jsonpath={.items[*].status.conditions[?(@.type==\"PodScheduled\")].reason}";
                return await _controlPlane.KubectlOkAsync($"get pods -n at-work {path}", null, cancellationToken) == "Unschedulable";
            },
            cancellationToken);
        await _controlPlane.KubectlOkAsync("delete namespace at-work", null, cancellationToken);
    }

    [Test]
    public async Task Both_kubeconfigs_are_of_administrators_and_for_this_user_alone(CancellationToken cancellationToken)
    {
        foreach (var kubeconfig in new[] { _controlPlane.AdminKubeconfigPath, _controlPlane.TokenKubeconfigPath })
        {
            Assert.That(File.GetUnixFileMode(kubeconfig), Is.EqualTo(PrivateFile.FileMode));
            Assert.That(await _controlPlane.KubectlOkAsync($"auth can-i * * --all-namespaces --kubeconfig={kubeconfig}", null, cancellationToken), Is.EqualTo("yes"));
        }
    }

    [Test]
    public async Task Users_by_certificate_and_by_token_have_the_rights_of_their_groups_only(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("create clusterrole reader --verb=get,list --resource=configmaps", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("create clusterrolebinding readers --clusterrole=reader --group=readers", null, cancellationToken);
        string[] kubeconfigs = [_controlPlane.WriteKubeconfig("bob", ["readers"]), _controlPlane.WriteKubeconfig(SharedControlPlane.Alice)];
        foreach (var kubeconfig in kubeconfigs)
        {
            await Eventually.TrueAsync(
                async () => (await _controlPlane.KubectlAsync(["get", "configmaps", $"--kubeconfig={kubeconfig}"], null, cancellationToken)).Succeeded,
                cancellationToken);
            var refused = await _controlPlane.KubectlAsync(["get", "secrets", $"--kubeconfig={kubeconfig}"], null, cancellationToken);
            Assert.That(refused.Error, Does.Contain("forbidden"));
        }
    }

    [Test]
    public async Task An_expired_client_certificate_is_refused(CancellationToken cancellationToken)
    {
        var kubeconfig = _controlPlane.WriteKubeconfig("late", ["system:masters"], TimeSpan.FromMinutes(-1));
        var result = await _controlPlane.KubectlAsync(["get", "namespaces", $"--kubeconfig={kubeconfig}"], null, cancellationToken);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Error, Does.Contain("Unauthorized").Or.Contain("You must be logged in to the server"));
    }

    [Test]
    public async Task A_request_is_in_the_audit_log_as_soon_as_it_is_answered(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("create configmap audited --from-literal=a=b", null, cancellationToken);
        Assert.That(await File.ReadAllTextAsync(_controlPlane.AuditLogPath, cancellationToken), Does.Contain("\"name\":\"audited\""));
    }

    [Test]
    public async Task Kubectl_reads_its_standard_input(CancellationToken cancellationToken)
    {
        const string ConfigMap = """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "typed-in"}}""";
        Assert.That(await _controlPlane.KubectlOkAsync("create -f - -o name", ConfigMap, cancellationToken), Is.EqualTo("configmap/typed-in"));
    }
}
