using System.Diagnostics;

namespace ModelSync.Playground.Tests.Commands;

/// <summary>The program as people run it, from two terminals.</summary>
[CancelAfter(180_000)]
internal sealed class PlaygroundProcessTests
{
    private DirectoryInfo _temporary = null!;

    // The program's own: `status` and `down` find no other playground there.
    [SetUp]
    public void MakeTemporary() => _temporary = Directory.CreateTempSubdirectory();

    [TearDown]
    public void RemoveTemporary() => _temporary.Delete(recursive: true);

    [Test]
    public async Task Two_clusters_come_up_tell_how_they_are_take_faults_and_go_down(CancellationToken cancellationToken)
    {
        using var up = Start("up", "--clusters", "2", "--nodes", "1");
        await ReadyAsync(up, cancellationToken);

        var status = await RunAsync(cancellationToken, "status");
        var added = await RunAsync(cancellationToken, "fault", "add", "--cluster", "member-1", "429", "verb=create", "count=3");
        var refused = await RunAsync(cancellationToken, "fault", "add", "--cluster", "member-2", "429");
        var listed = await RunAsync(cancellationToken, "fault", "list", "--cluster", "member-1");
        var load = await RunAsync(cancellationToken, "load", "--target", "shop/fraud", "--requests", "1");

        // A cluster that answers nobody any more must not keep it from ending.
        var apiServer = ProcFile.WithCommandLine(_temporary.FullName).First(pid => File.ReadAllText($"/proc/{pid}/comm").StartsWith("kube-apiserver", StringComparison.Ordinal));
        using var freeze = Process.Start("kill", ["-STOP", $"{apiServer}"]);
        await freeze.WaitForExitAsync(cancellationToken);
        var down = await RunAsync(cancellationToken, "down");
        await up.WaitForExitAsync(cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(status.Output, Does.Contain("local: Kubernetes").And.Contain("member-1: Kubernetes").And.Contain("1 nodes"));
            Assert.That(added.Output, Does.StartWith("added 1: 429"));
            Assert.That((refused.ExitCode, refused.Error), Is.EqualTo((1, "modelsync-playground: there is no cluster member-2: there are local, member-1\n")));
            Assert.That(listed.Output, Does.StartWith("1: 429"));
            Assert.That(load.Error, Does.Contain("there is no shop/fraud to send requests to"));
            Assert.That(down.Output, Does.EndWith("has ended\n"));
            Assert.That(up.ExitCode, Is.Zero);
        });
        AssertNothingIsLeft();
    }

    [Test]
    public async Task A_closed_terminal_ends_it_like_Ctrl_C(CancellationToken cancellationToken)
    {
        using var up = Start("up", "--nodes", "0");
        await ReadyAsync(up, cancellationToken);
        using var hangUp = Process.Start("kill", ["-HUP", $"{up.Id}"]);
        await up.WaitForExitAsync(cancellationToken);
        Assert.That(up.ExitCode, Is.Zero);
        AssertNothingIsLeft();
    }

    [Test]
    public async Task Without_a_playground_the_others_say_how_to_start_one(CancellationToken cancellationToken)
    {
        var status = await RunAsync(cancellationToken, "status");
        Assert.That((status.ExitCode, status.Error), Is.EqualTo((1, "modelsync-playground: no playground runs: start one with `up`\n")));
    }

    private void AssertNothingIsLeft() => Assert.Multiple(() =>
    {
        Assert.That(ProcFile.WithCommandLine(_temporary.FullName), Is.Empty);
        Assert.That(_temporary.EnumerateFileSystemInfos("modelsync-*"), Is.Empty);
    });

    private Process Start(params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "modelsync-playground.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _temporary.FullName;
        return Process.Start(start)!;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output, await error);
    }

    private static async Task ReadyAsync(Process up, CancellationToken cancellationToken)
    {
        var progress = up.StandardError.ReadToEndAsync(cancellationToken);
        while (await up.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Ready.", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new AssertionException($"It ended before it was ready: {await progress}");
    }
}
