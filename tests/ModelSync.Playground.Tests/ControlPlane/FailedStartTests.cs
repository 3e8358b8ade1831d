using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Arguments;

namespace ModelSync.Playground.Tests.ControlPlane;

/// <summary>What a start that fails leaves behind; the servers are scripts here.</summary>
[CancelAfter(60_000)]
internal sealed partial class FailedStartTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory();

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Attempts_that_lose_a_port_leave_no_kept_data_but_the_last(CancellationToken cancellationToken)
    {
        var progress = new RecordedProgress();
        var options = new ControlPlaneOptions { KeepData = true, Progress = progress, Binaries = await LosingPortsAsync(cancellationToken) };
        Assert.ThrowsAsync<ControlPlaneException>(() => LocalControlPlane.StartAsync(options, cancellationToken));
        var directories = progress.Lines.Select(line => DataPattern().Match(line)).Where(match => match.Success).Select(match => match.Groups["path"].Value).ToArray();
        Assert.That(directories, Has.Length.EqualTo(5));
        Assert.That(directories.Where(Directory.Exists), Is.EqualTo(directories[^1..]));
        Directory.Delete(directories[^1], recursive: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Options_that_can_not_be_written_leave_nothing(bool keep, CancellationToken cancellationToken)
    {
        var options = new ControlPlaneOptions { KeepData = keep, Users = [null!] };
        var binaries = await LosingPortsAsync(cancellationToken);
        var directory = OwnedDirectory.ForControlPlane(keep);
        var ports = ComponentPorts.From([.. Enumerable.Range(20000, ComponentPorts.Count)]);
        Assert.Throws<NullReferenceException>(() => LocalControlPlane.Create(binaries, options, directory, ports));
        Assert.That(Directory.Exists(directory.Root), Is.False);
    }

    private async Task<ControlPlaneBinaries> LosingPortsAsync(CancellationToken cancellationToken)
    {
        WriteTool("etcd", "[ \"$1\" = --version ] && echo etcd Version: 3.5.16 && exit 0; echo listen tcp: address already in use; exit 1");
        foreach (var server in (string[])["kube-apiserver", "kube-controller-manager", "kube-scheduler"])
        {
            WriteTool(server, "echo Kubernetes v1.33.4");
        }

        return await ControlPlaneBinaries.OpenAsync(_folder.FullName, "a test's", cancellationToken);
    }

    private void WriteTool(string name, string script)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, PrivateFile.DirectoryMode);
    }

    [GeneratedRegex(@"data in (?<path>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DataPattern();

    private sealed class RecordedProgress : IProgress<string>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Report(string value) => Lines.Enqueue(value);
    }
}
