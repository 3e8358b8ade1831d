using System.Diagnostics;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(30_000)]
internal sealed class ControlPlaneBinariesTests
{
    private DirectoryInfo _folder = null!;

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
    public async Task A_machine_that_can_not_build_is_told_at_once_what_to_put_where(CancellationToken cancellationToken)
    {
        // A PATH with nothing of Debian on it stands for another system.
        var start = new ProcessStartInfo("/bin/bash", [WriteScript(), Path.Combine(_folder.FullName, "out")]);
        foreach (var tool in (string[])["grep", "cat"])
        {
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, tool), $"/usr/bin/{tool}");
        }

        start.Environment["PATH"] = _folder.FullName;
        var began = TimeProvider.System.GetTimestamp();
        var result = await Command.RunAsync(start, input: null, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(2)));
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain(ControlPlaneBinaries.FolderVariable).And.Contain("kube-apiserver").And.Contain("etcd").And.Contain("1.20 or later"));
        });
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
