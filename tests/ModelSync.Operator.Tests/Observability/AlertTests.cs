using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Observability;

/// <summary>The shipped alerts are taken by Prometheus, fire when they are to, and lead to a runbook.</summary>
[CancelAfter(120_000)]
internal sealed partial class AlertTests
{
    [Test]
    public async Task Promtool_takes_the_rules_and_their_unit_tests_pass(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["rules.yaml"], RuleFile.Groups, ct);
        File.Copy(TestFile, folder["alerts.test.yaml"]);

        await PromtoolAsync(["check", "rules", folder["rules.yaml"]], ct);
        await PromtoolAsync(["test", "rules", folder["alerts.test.yaml"]], ct);
    }

    [Test]
    public void Every_alert_has_a_unit_test_in_which_it_fires_and_one_in_which_it_is_quiet()
    {
        var tests = File.ReadAllText(TestFile);

        Assert.Multiple(() =>
        {
            foreach (var (name, _) in RuleFile.Alerts)
            {
                Assert.That(tests, Does.Match($@"- alertname: {name}\n    eval_time: \w+\n    exp_alerts:\n    - "), $"{name} fires in no test");
                Assert.That(tests, Does.Match($@"alertname: {name}, eval_time: \w+, exp_alerts: \[\]"), $"{name} is quiet in no test");
            }
        });
    }

    [Test]
    public void Every_alert_has_a_severity_words_and_a_runbook_that_is_there()
    {
        var headings = File.ReadAllLines(RuleFile.Repository("docs", "alerts.md")).Where(static line => line.StartsWith("### ", StringComparison.Ordinal)).Select(static line => line[4..]).ToArray();

        Assert.That(headings, Is.EquivalentTo(RuleFile.Alerts.Select(static alert => alert.Name)), "one runbook an alert, and no others");
        Assert.Multiple(() =>
        {
            foreach (var (name, text) in RuleFile.Alerts)
            {
                Assert.That(text, Does.Match("severity: (critical|warning)\n").And.Match("summary: .+\n").And.Match("description: .+\n"), name);
                Assert.That(text, Does.Contain($"runbook_url: docs/alerts.md#{name.ToLowerInvariant()}\n"), name);
            }
        });
    }

    [Test]
    public void Every_runbook_says_what_it_means_what_to_look_at_and_what_to_do()
    {
        var runbooks = Heading().Split(File.ReadAllText(RuleFile.Repository("docs", "alerts.md"))).Skip(1).ToArray();

        Assert.That(runbooks, Is.Not.Empty.And.All.Contains("**Means**").And.All.Contains("**Look at**").And.All.Contains("**Do**"));
    }

    private static string TestFile => RuleFile.Repository("tests", "ModelSync.Operator.Tests", "Observability", "alerts.test.yaml");

    private static async Task PromtoolAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.That(process.ExitCode, Is.Zero, $"promtool {string.Join(' ', arguments)}: {await output}{await error}");
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidDataException("There is no promtool on this machine: build/bootstrap.sh installs Debian's package prometheus, which has it.", e);
        }
    }

    [GeneratedRegex("^### .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
