using System.Diagnostics;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(30_000)]
internal sealed class ControlPlaneBinariesTests
{
    private DirectoryInfo _folder = null!;

    private string KubectlFolder => Path.Combine(_folder.FullName, "kubectl-cache");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory();

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_folder_that_lacks_binaries_is_refused_with_their_names(CancellationToken cancellationToken)
    {
        WriteTool("etcd", "echo etcd Version: 3.5.16");
        File.WriteAllText(Path.Combine(_folder.FullName, "kube-apiserver"), "not executable");
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken));
        Assert.That(e!.Message, Does.Contain(_folder.FullName).And.Contain("lacks an executable kube-apiserver, kube-controller-manager, kube-scheduler"));
    }

    [Test]
    public async Task Versions_are_what_the_binaries_tell(CancellationToken cancellationToken)
    {
        WriteServers("echo Kubernetes v1.33.4");
        var binaries = await ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(binaries.Kubernetes, Is.EqualTo(new BinaryVersion(1, 33, 4)));
            Assert.That(binaries.EtcdVersion, Is.EqualTo(new BinaryVersion(3, 5, 16)));
        });
    }

    [Test]
    public async Task Kubectl_of_the_folder_comes_before_any_other(CancellationToken cancellationToken)
    {
        WriteServers("echo Kubernetes v1.33.4");
        WriteTool("kubectl", "exit 0");
        var binaries = await ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken);
        Assert.That(binaries.Kubectl, Is.EqualTo(Path.Combine(_folder.FullName, "kubectl")));
    }

    [Test]
    public void A_server_that_can_not_tell_its_version_is_refused_with_what_it_said(CancellationToken cancellationToken)
    {
        WriteServers("echo wrong machine >&2; exit 3");
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken));
        Assert.That(e!.Message, Does.Contain("kube-apiserver").And.Contain("exit code 3").And.Contain("wrong machine"));
    }

    [Test]
    public async Task The_recipe_and_this_assembly_agree_on_the_cache_folder(CancellationToken cancellationToken)
    {
        // The folder is there already, so the script only names it: no build begins.
        var cache = Path.Combine(_folder.FullName, "cache");
        var folder = Directory.CreateDirectory(Path.Combine(cache, "modelsync", "control-plane", Path.GetFileName(ControlPlaneRecipe.Embedded.CacheFolder())));
        var start = new ProcessStartInfo("bash", [WriteScript()]);
        start.Environment["XDG_CACHE_HOME"] = cache;
        var result = await Command.RunAsync(start, input: null, cancellationToken);
        Assert.That(result.Output, Does.Contain($"{folder.FullName} is already there"), result.Error);
    }

    [Test]
    public async Task A_Debian_that_lacks_tools_is_told_which(CancellationToken cancellationToken)
    {
        WriteTool("grep", "exit 0"); // /etc/os-release says Debian
        var result = await RunScriptAsync([Path.Combine(_folder.FullName, "out")], cancellationToken);
        AssertTellsWhatToPutWhere(result, "it lacks apt-get dpkg flock awk patch xz tar");
    }

    [Test]
    public async Task A_system_other_than_Debian_is_told_at_once_what_to_put_where(CancellationToken cancellationToken)
    {
        WriteTool("grep", "exit 1"); // /etc/os-release says something else
        var result = await RunScriptAsync([Path.Combine(_folder.FullName, "out")], cancellationToken);
        AssertTellsWhatToPutWhere(result, "it is not Debian");
    }

    [Test]
    public async Task A_system_other_than_Debian_can_not_fetch_kubectl_and_says_so(CancellationToken cancellationToken)
    {
        WriteTool("grep", "exit 1");
        var result = await RunScriptAsync(["--kubectl", Path.Combine(_folder.FullName, "out")], cancellationToken);
        Assert.That(result.Error, Does.Contain("can't fetch kubectl on this machine: it is not Debian").And.Contain("on PATH"));
    }

    [TestCase("1.34.0", "1.33.1", "3.5.16", "kube-scheduler 1.33.1: they must be of the same minor version")]
    [TestCase("1.19.9", "1.19.9", "3.5.16", "kube-apiserver 1.19.9, kube-controller-manager 1.19.9, kube-scheduler 1.19.9: they must be 1.20 or later")]
    [TestCase("1.34.0", "1.34.0", "3.3.9", "etcd 3.3.9: it must be 3.4 or later")]
    public void Versions_that_do_not_go_together_are_refused_with_their_names(
        string kubernetes, string scheduler, string etcd, string expected, CancellationToken cancellationToken)
    {
        WriteServers($"echo Kubernetes v{kubernetes}");
        WriteTool("kube-scheduler", $"echo Kubernetes v{scheduler}");
        WriteTool("etcd", $"echo etcd Version: {etcd}");
        var e = Assert.ThrowsAsync<ControlPlaneException>(() => ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken));
        Assert.That(e!.Message, Does.Contain(_folder.FullName).And.Contain(expected));
    }

    [Test]
    public async Task Patch_versions_may_differ(CancellationToken cancellationToken)
    {
        WriteServers("echo Kubernetes v1.33.4");
        WriteTool("kube-scheduler", "echo Kubernetes v1.33.5");
        Assert.That((await ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken)).Kubernetes.Patch, Is.EqualTo(4));
    }

    [Test]
    public async Task Kubectl_is_fetched_for_servers_without_one(CancellationToken cancellationToken)
    {
        var fetched = new List<string>();
        using var finder = new KubectlFinder(KubectlFolder, (folder, _, _) =>
        {
            fetched.Add(folder);
            return Task.CompletedTask;
        });
        var binaries = await WithoutKubectl().WithKubectlAsync(finder, progress: null, cancellationToken);
        Assert.That(binaries.Kubectl, Is.EqualTo(Path.Combine(KubectlFolder, "kubectl")));
        Assert.That(fetched, Is.EqualTo(new[] { KubectlFolder }));
    }

    [Test]
    public async Task A_kubectl_that_can_not_be_fetched_is_tried_once_and_leaves_the_reason(CancellationToken cancellationToken)
    {
        var tries = 0;
        using var finder = new KubectlFinder(KubectlFolder, (_, _, _) => throw new ControlPlaneException($"no network {++tries}"));
        var first = await WithoutKubectl().WithKubectlAsync(finder, progress: null, cancellationToken);
        var second = await WithoutKubectl().WithKubectlAsync(finder, progress: null, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(first.Kubectl, Is.Null);
            Assert.That(first.KubectlRemedy, Is.EqualTo("no network 1"));
            Assert.That(second.KubectlRemedy, Is.EqualTo("no network 1"));
        });
    }

    private static void AssertTellsWhatToPutWhere(CommandResult result, string reason) => Assert.Multiple(() =>
    {
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"can't build the control plane on this machine: {reason}."));
        Assert.That(result.Error, Does.Contain(ControlPlaneBinaries.FolderVariable).And.Contain("kube-apiserver").And.Contain("etcd").And.Contain("1.20 or later"));
    });

    private static ControlPlaneBinaries WithoutKubectl() =>
        new() { Folder = "/nowhere", Kubernetes = new BinaryVersion(1, 33, 4), EtcdVersion = new BinaryVersion(3, 5, 16), Kubectl = null };

    // With nothing of the system on PATH but what the script needs to speak.
    private Task<CommandResult> RunScriptAsync(string[] arguments, CancellationToken cancellationToken)
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "cat"), "/bin/cat");
        var start = new ProcessStartInfo("/bin/bash", [WriteScript(), .. arguments]);
        start.Environment["PATH"] = _folder.FullName;
        return Command.RunAsync(start, input: null, cancellationToken);
    }

    private void WriteServers(string script)
    {
        WriteTool("etcd", "echo etcd Version: 3.5.16");
        WriteTool("kube-apiserver", script);
        WriteTool("kube-controller-manager", script);
        WriteTool("kube-scheduler", script);
    }

    private void WriteTool(string name, string script)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, PrivateFile.DirectoryMode);
    }

    private string WriteScript()
    {
        var path = Path.Combine(_folder.FullName, "control-plane.sh");
        File.WriteAllBytes(path, EmbeddedScript.Read("control-plane.sh"));
        return path;
    }
}
