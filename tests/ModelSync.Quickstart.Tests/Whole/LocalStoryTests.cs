using System.Text.RegularExpressions;
using ModelSync.Testing;
using ModelSync.Testing.Shell;

namespace ModelSync.Quickstart.Whole;

/// <summary>What README.md promises of `make quickstart`, as a process of its own.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(270_000)]
public sealed partial class LocalStoryTests
{
    [Test]
    public async Task The_whole_story_is_seen_and_nothing_of_it_stays(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var quickstart = new QuickstartProcess(folder.Root);

        var exitCode = await quickstart.WaitAsync(cancellationToken);

        var output = quickstart.Output;
        Assert.That(exitCode, Is.Zero, output);
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("2.0.0 has 10 % of the traffic"));
            Assert.That(output, Does.Contain("2.0.0 has 50 % of the traffic"));
            Assert.That(output, Does.Contain("2.0.0 has 100 % of the traffic"));
            Assert.That(output, Does.Contain("2.0.0 is promoted"));
            Assert.That(output, Does.Contain("gate error-rate in step 2 has failed"));
            Assert.That(output, Does.Contain("3.0.0 is RolledBack; 2.0.0 serves"));
            Assert.That(output, Does.Match(@"\d+ requests sent, \d+ failed, all of them answered by 3\.0\.0"));
            Assert.That(output, Does.Not.Contain("\e"));
            Assert.That(quickstart.Living(), Is.Empty);
            Assert.That(Directory.EnumerateFileSystemEntries(folder.Root, "modelsync-*"), Is.Empty);
        });
        await TestContext.Progress.WriteLineAsync($"The whole story: {Seen().Match(output).Value} (promised: under 90 s)");
    }

    [Test]
    public async Task A_signal_in_the_middle_ends_everything(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var quickstart = new QuickstartProcess(folder.Root);
        await quickstart.UntilAsync("the operator runs", cancellationToken);
        Assert.That(quickstart.Living(), Is.Not.Empty);

        await quickstart.SignalAsync("TERM", cancellationToken);

        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.EqualTo(130));
        Assert.Multiple(() =>
        {
            Assert.That(quickstart.Living(), Is.Empty);
            Assert.That(Directory.EnumerateFileSystemEntries(folder.Root, "modelsync-*"), Is.Empty);
        });
    }

    [Test]
    public async Task What_the_guide_tells_to_try_next_works(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var quickstart = new QuickstartProcess(folder.Root, "--keep", "true");
        await quickstart.UntilAsync("… and try it again", cancellationToken);
        var session = new BashSession(Printed(@"export KUBECONFIG=(?<it>\S+)"), Printed(@"alias kubectl=(?<it>\S+)"), folder.Root);

        var block = ShellBlocks.Under("docs/quickstart.md", "## What to try next").Single();
        Assert.That(block.Split('\n'), Has.All.Matches<string>(line => quickstart.Output.Contains($"  {line}\n", StringComparison.Ordinal)), "the guide tells what the program prints");
        const string Promoted = "kubectl wait mro/fraud --for=jsonpath='{.status.stable.version}'=3.0.0 --timeout=120s";
        var (exitCode, output) = await session.RunAsync($"{block}\n{Promoted}", cancellationToken);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("RollbackStarted"), "its Events tell the story");

        // It goes on until a signal comes, which is how it is meant to end.
        await quickstart.SignalAsync("HUP", cancellationToken);
        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.Zero, quickstart.Output);
        Assert.That(quickstart.Living(), Is.Empty);

        string Printed(string pattern) => Regex.Match(quickstart.Output, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["it"].Value;
    }

    [GeneratedRegex("Seen in [0-9]+ s", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seen();
}
