using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(90_000)]
internal sealed class ControlPlaneStartTests
{
    private static ControlPlaneOptions ApiServerOnly => new() { Components = ControlPlaneComponents.ApiServer };

    [Test]
    public async Task Two_run_side_by_side_and_leave_nothing(CancellationToken cancellationToken)
    {
        var starting = new[] { LocalControlPlane.StartAsync(ApiServerOnly, cancellationToken), LocalControlPlane.StartAsync(ApiServerOnly, cancellationToken) };
        var controlPlanes = await Task.WhenAll(starting);
        await controlPlanes[0].KubectlOkAsync("create namespace only-here", null, cancellationToken);
        Assert.That(await controlPlanes[1].KubectlOkAsync("get namespaces -o name", null, cancellationToken), Does.Not.Contain("only-here"));
        foreach (var controlPlane in controlPlanes)
        {
            await controlPlane.DisposeAsync();
            Assert.That(ProcFile.WithCommandLine(controlPlane.DataDirectory), Is.Empty);
            Assert.That(Directory.Exists(controlPlane.DataDirectory), Is.False);
        }
    }

    [Test]
    public async Task Without_the_watch_cache_an_old_resource_version_is_gone_after_compaction(CancellationToken cancellationToken)
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly with { WatchCache = false }, cancellationToken);
        await controlPlane.KubectlOkAsync("create namespace one", null, cancellationToken);
        var old = await controlPlane.KubectlOkAsync("get namespace one -o=jsonpath={.metadata.resourceVersion}", null, cancellationToken);
        await controlPlane.KubectlOkAsync("create namespace two", null, cancellationToken);
        var watch = $"/api/v1/namespaces?watch=1&timeoutSeconds=1&resourceVersion={old}";
        Assert.That(await controlPlane.KubectlOkAsync($"get --raw {watch}", null, cancellationToken), Does.Contain("\"two\""));

        // The present revision stays, so another one must follow the one that the watch needs.
        await controlPlane.KubectlOkAsync("create namespace three", null, cancellationToken);
        var revision = await controlPlane.CompactEtcdAsync(cancellationToken);
        Assert.That(revision, Is.GreaterThan(long.Parse(old, System.Globalization.CultureInfo.InvariantCulture)));
        var answer = await controlPlane.KubectlAsync(["get", "--raw", watch], null, cancellationToken);
        Assert.That(answer.Output + answer.Error, Does.Contain("\"code\":410").And.Contain("too old"));
    }

    [Test]
    public void A_component_that_ends_early_is_named_with_its_exit_code_and_last_words(CancellationToken cancellationToken)
    {
        var options = ApiServerOnly with { ApiServerArguments = ["--no-such-flag=1"] };
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => LocalControlPlane.StartAsync(options, cancellationToken));
        Assert.That(e!.Message, Does.Contain("kube-apiserver ended by itself with exit code 1").And.Contain("unknown flag: --no-such-flag"));
    }

    [Test]
    public void A_start_that_takes_too_long_says_what_was_missing(CancellationToken cancellationToken)
    {
        // Nothing listens there, and etcd's client gives up only after 20 s. Long enough for etcd itself on a busy machine.
        var options = ApiServerOnly with { StartTimeout = TimeSpan.FromSeconds(15), ApiServerArguments = ["--etcd-servers=https://127.0.0.1:1"] };
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => LocalControlPlane.StartAsync(options, cancellationToken));
        Assert.That(e!.Message, Does.Contain("not ready after 15 s").And.Contain("kube-apiserver"));
    }

    [Test]
    public async Task A_component_that_crashes_is_reported(CancellationToken cancellationToken)
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly, cancellationToken);
        var crash = controlPlane.WaitForCrashAsync(cancellationToken);
        var etcd = ProcFile.Of(controlPlane.Binaries.Etcd, controlPlane.DataDirectory);
        using var process = System.Diagnostics.Process.GetProcessById(etcd);
        process.Kill();
        Assert.That(await crash, Does.Contain("etcd ended by itself with exit code 137"));
    }

    [Test]
    public async Task Kept_data_stays_and_is_whole(CancellationToken cancellationToken)
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly with { KeepData = true }, cancellationToken);
        await controlPlane.StopAsync(cancellationToken);
        Assert.That(File.Exists(Path.Combine(controlPlane.DataDirectory, "etcd", "member", "snap", "db")), Is.True);
        Assert.That(ProcFile.WithCommandLine(controlPlane.DataDirectory), Is.Empty);
        Assert.ThrowsAsync<ObjectDisposedException>(() => controlPlane.RestartApiServerAsync(cancellationToken));
        Directory.Delete(controlPlane.DataDirectory, recursive: true);
    }

    [Test]
    public async Task A_stop_that_etcd_does_not_follow_ends_all_the_same(CancellationToken cancellationToken)
    {
        var options = ApiServerOnly with { KeepData = true, StopTimeout = TimeSpan.FromMilliseconds(200) };
        await using var controlPlane = await LocalControlPlane.StartAsync(options, cancellationToken);
        var etcd = ProcFile.Of(controlPlane.Binaries.Etcd, controlPlane.DataDirectory);
        using (var freeze = System.Diagnostics.Process.Start("kill", ["-STOP", $"{etcd}"]))
        {
            await freeze.WaitForExitAsync(cancellationToken);
        }

        await controlPlane.StopAsync(cancellationToken);
        Assert.That(ProcFile.IsAlive(etcd), Is.False);
        Directory.Delete(controlPlane.DataDirectory, recursive: true);
    }

    [Test]
    public async Task A_restart_that_fails_says_why(CancellationToken cancellationToken)
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly, cancellationToken);
        File.Delete(Path.Combine(controlPlane.DataDirectory, "pki", "ca.crt"));
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => controlPlane.RestartApiServerAsync(cancellationToken));
        Assert.That(e!.Message, Does.Contain("kube-apiserver ended by itself").And.Contain("ca.crt"));
    }

    [Test]
    public async Task A_restarted_API_server_has_its_address_and_data_again(CancellationToken cancellationToken)
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly, cancellationToken);
        await controlPlane.KubectlOkAsync("create configmap survivor --from-literal=a=b", null, cancellationToken);
        await controlPlane.KillApiServerAsync(cancellationToken);
        var dead = await controlPlane.KubectlAsync(["get", "configmap", "survivor"], null, cancellationToken);
        Assert.That(dead.Succeeded, Is.False);
        await controlPlane.RestartApiServerAsync(cancellationToken);
        await controlPlane.KubectlOkAsync("get configmap survivor", null, cancellationToken);
        Assert.That(controlPlane.WaitForCrashAsync(cancellationToken).IsCompleted, Is.False, "a kill on request is no crash");
    }
}
