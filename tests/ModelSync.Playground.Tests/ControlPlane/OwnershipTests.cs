using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(90_000)]
internal sealed partial class OwnershipTests
{
    private DirectoryInfo _temporary = null!;

    // The owner's own: no other process sweeps there what it leaves.
    [SetUp]
    public void MakeTemporary() => _temporary = Directory.CreateTempSubdirectory();

    [TearDown]
    public void RemoveTemporary() => _temporary.Delete(recursive: true);

    [Test]
    public async Task Nothing_survives_an_owner_that_is_killed(CancellationToken cancellationToken)
    {
        using var owner = StartPlayground();
        var data = await DataDirectoryAsync(owner, cancellationToken);
        while (!(await owner.StandardError.ReadLineAsync(cancellationToken))!.Contains("starting kube-scheduler", StringComparison.Ordinal))
        {
        }

        Assert.That(ProcFile.WithCommandLine(data), Is.Not.Empty);

        owner.Kill(); // SIGKILL: it can't clean up
        await owner.WaitForExitAsync(cancellationToken);
        await Eventually.TrueAsync(() => ProcFile.WithCommandLine(data).Length == 0, cancellationToken);
        Assert.That(Directory.Exists(data), Is.True);

        // The next start of another owner.
        using var next = StartPlayground();
        await DataDirectoryAsync(next, cancellationToken);
        Assert.That(Directory.Exists(data), Is.False);
        next.Kill();
        await next.WaitForExitAsync(cancellationToken);
        await Eventually.TrueAsync(() => ProcFile.WithCommandLine(_temporary.FullName).Length == 0, cancellationToken);
    }

    [Test]
    public async Task Nothing_survives_an_owner_that_is_told_to_end(CancellationToken cancellationToken)
    {
        using var owner = StartPlayground();
        var data = await DataDirectoryAsync(owner, cancellationToken);
        await ReadyAsync(owner, cancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{owner.Id}"]);
        await owner.WaitForExitAsync(cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(owner.ExitCode, Is.Zero);
            Assert.That(ProcFile.WithCommandLine(data), Is.Empty);
            Assert.That(Directory.Exists(data), Is.False);
        });
    }

    private Process StartPlayground()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "modelsync-playground.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, "up", "--nodes", "0"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _temporary.FullName;
        return Process.Start(start)!;
    }

    private static async Task<string> DataDirectoryAsync(Process owner, CancellationToken cancellationToken)
    {
        var seen = "";
        while (await owner.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            seen += line + "\n";
            if (DataPattern().Match(line) is { Success: true } match)
            {
                return match.Groups["path"].Value;
            }
        }

        throw new AssertionException($"It told no data directory: {seen}");
    }

    private static async Task ReadyAsync(Process owner, CancellationToken cancellationToken)
    {
        while (await owner.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Ready.", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new AssertionException("It ended before it was ready.");
    }

    [GeneratedRegex(@"data in (?<path>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DataPattern();
}
