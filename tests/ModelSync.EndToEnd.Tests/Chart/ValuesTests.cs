using System.Text.RegularExpressions;
using ModelSync.Operator.Program;

namespace ModelSync.EndToEnd.Chart;

/// <summary>What the chart takes and refuses, and that the operator takes the flags that come of it.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
internal sealed partial class ValuesTests
{
    // The name of a replica is its own, so no value can give it.
    private static readonly string[] WithoutValue = ["identity", "version"];

    private static IEnumerable<TestCaseData> Good => ValuesCases.Good;

    private static IEnumerable<TestCaseData> Bad => ValuesCases.Bad;

    [TestCaseSource(nameof(Bad))]
    public async Task Bad_values_are_refused_by_their_name(string values, string[] arguments, string words, CancellationToken ct) =>
        Assert.That(await ChartRenderer.RefusalAsync(values, arguments, ct), Does.Contain(words));

    [TestCaseSource(nameof(Good))]
    public async Task The_operator_takes_the_flags_that_are_rendered(string values, string[] arguments, CancellationToken ct)
    {
        var deployment = (await ChartRenderer.ObjectsAsync(values.Replace("NS", "shop", StringComparison.Ordinal), arguments, ct)).One("Deployment");

        var options = OptionsReader.Read(deployment.Args, static _ => null);

        var spec = deployment["spec"]!["template"]!["spec"]!;
        Assert.Multiple(() =>
        {
            Assert.That(options.HealthAddress.Port, Is.EqualTo(PortOf(deployment, "health")));
            Assert.That(options.MetricsAddress?.Port, Is.EqualTo(PortOf(deployment, "metrics")));
            Assert.That(options.LeaseNamespace, Is.EqualTo(deployment.Namespace));
            Assert.That(options.LeaseName, Is.EqualTo(deployment.Name));
            Assert.That(options.LeaderElection, Is.EqualTo((int)deployment["spec"]!["replicas"]! > 1));
            Assert.That((int)spec["terminationGracePeriodSeconds"]!, Is.GreaterThan(30));
        });
    }

    [Test]
    public async Task Each_value_reaches_its_option(CancellationToken ct)
    {
        const string values =
            """{environment: prod, workers: 3, leaderElection: {leaseDurationSeconds: 60}, logs: {level: Debug, format: text}, gates: {podProxy: 'http://proxy:3128'}, plainHttpRegistries: ['a:5000', 'b:80'], namespaces: [shop, bank]}""";
        var options = OptionsReader.Read((await ChartRenderer.ObjectsAsync(values, [], ct)).One("Deployment").Args, static _ => null);

        Assert.Multiple(() =>
        {
            Assert.That(options.Environment, Is.EqualTo("prod"));
            Assert.That(options.Workers, Is.EqualTo(3));
            Assert.That(options.LeaseDuration, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(options.LogLevel, Is.EqualTo(Microsoft.Extensions.Logging.LogLevel.Debug));
            Assert.That(options.LogsJson, Is.False);
            Assert.That(options.PodProxy, Is.EqualTo(new Uri("http://proxy:3128")));
            Assert.That(options.PlainHttpRegistries, Is.EquivalentTo(new[] { "a:5000", "b:80" }));
            Assert.That(options.Namespaces, Is.EqualTo(new[] { "shop", "bank" }));
        });
    }

    [Test]
    public async Task The_default_flags_say_what_the_operator_does_by_itself(CancellationToken ct)
    {
        var options = OptionsReader.Read((await ChartRenderer.ObjectsAsync("", [], ct)).One("Deployment").Args, static _ => null);

        var own = new OperatorOptions { LeaseNamespace = "modelsync-system", PlainHttpRegistries = options.PlainHttpRegistries };
        Assert.That(options, Is.EqualTo(own));
    }

    [Test]
    public async Task Each_flag_of_the_operator_is_a_value(CancellationToken ct)
    {
        var flags = FlagName().Matches(OptionsReader.Usage).Select(static match => match.Groups["flag"].Value).Distinct(StringComparer.Ordinal).Except(WithoutValue).ToArray();

        Assert.That(flags, Has.Length.GreaterThan(10));
        foreach (var flag in flags)
        {
            Assert.That(await ChartRenderer.RefusalAsync($"{{extraArgs: ['--{flag}=1']}}", [], ct), Does.Contain($"extraArgs has --{flag}: set "));
        }
    }

    private static int? PortOf(System.Text.Json.Nodes.JsonNode deployment, string name) =>
        (int?)deployment.Container["ports"]!.AsArray().SingleOrDefault(port => (string)port!["name"]! == name)?["containerPort"];

    [GeneratedRegex("^  --(?<flag>[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FlagName();
}
