using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.Quickstart.Whole;

/// <summary>What README.md promises of `make quickstart`, as a process of its own.</summary>
public sealed partial class LocalStoryTests
{
    private CancellationTokenSource _limit = new();

    [SetUp]
    public void Begin() => _limit = new CancellationTokenSource(TimeSpan.FromSeconds(270), TimeProvider.System);

    [TearDown]
    public void End() => _limit.Dispose();

    [Test]
    public async Task The_whole_story_is_seen_and_nothing_of_it_stays()
    {
        using var folder = new TemporaryFolder();
        using var quickstart = new QuickstartProcess(folder.Root);

        var exitCode = await quickstart.WaitAsync(_limit.Token);

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
    public async Task A_signal_in_the_middle_ends_everything()
    {
        using var folder = new TemporaryFolder();
        using var quickstart = new QuickstartProcess(folder.Root);
        await quickstart.UntilAsync("the operator runs", _limit.Token);
        Assert.That(quickstart.Living(), Is.Not.Empty);

        using (var kill = Process.Start("kill", ["-TERM", quickstart.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(_limit.Token);
        }

        Assert.That(await quickstart.WaitAsync(_limit.Token), Is.EqualTo(130));
        Assert.Multiple(() =>
        {
            Assert.That(quickstart.Living(), Is.Empty);
            Assert.That(Directory.EnumerateFileSystemEntries(folder.Root, "modelsync-*"), Is.Empty);
        });
    }

    [GeneratedRegex("Seen in [0-9]+ s", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seen();
}
