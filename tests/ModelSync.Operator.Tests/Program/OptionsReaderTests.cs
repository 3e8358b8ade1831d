using ModelSync.Operator.Program;

namespace ModelSync.Operator.Tests.Program;

/// <summary>Flags and environment variables are checked at the start, and each mistake names its remedy.</summary>
internal sealed class OptionsReaderTests
{
    [Test]
    public void Without_arguments_there_are_defaults()
    {
        var options = Read([]);
        Assert.Multiple(() =>
        {
            Assert.That(options.Namespaces, Is.Null);
            Assert.That(options.LeaderElection, Is.True);
            Assert.That(options.MetricsAddress!.Port, Is.EqualTo(8080));
            Assert.That(options.HealthAddress.Port, Is.EqualTo(8081));
            Assert.That(options.PodsByApiServer, Is.False);
        });
    }

    [Test]
    public void A_flag_takes_its_value_after_a_space_or_an_equals_sign() => Assert.Multiple(() =>
    {
        Assert.That(Read(["--lease-name", "other"]).LeaseName, Is.EqualTo("other"));
        Assert.That(Read(["--lease-name=other"]).LeaseName, Is.EqualTo("other"));
    });

    [Test]
    public void An_environment_variable_stands_for_a_flag_and_a_flag_wins() => Assert.Multiple(() =>
    {
        Assert.That(OptionsReader.Read([], Environment).LeaseName, Is.EqualTo("from-environment"));
        Assert.That(OptionsReader.Read(["--lease-name", "from-flag"], Environment).LeaseName, Is.EqualTo("from-flag"));
    });

    [Test]
    public void Namespaces_are_a_list() => Assert.That(Read(["--namespaces", "shop, bank"]).Namespaces, Is.EqualTo(new[] { "shop", "bank" }));

    [Test]
    public void Metrics_can_be_switched_off() => Assert.That(Read(["--metrics-address", "none"]).MetricsAddress, Is.Null);

    [TestCase("--lease-nam", "x", "--lease-nam is no flag of the operator: see --help.")]
    [TestCase("--workers", "0", "--workers is \"0\": give a whole number from 1 to 256.")]
    [TestCase("--leader-election", "yes", "--leader-election is \"yes\": give true or false.")]
    [TestCase("--metrics-address", "8080", "--metrics-address is \"8080\": give an address and port such as 0.0.0.0:8080.")]
    [TestCase("--namespaces", ",", "--namespaces is \",\": name at least a namespace.")]
    [TestCase("--pod-proxy", "socks5://x", "--pod-proxy is \"socks5://x\": give a URL such as http://127.0.0.1:3128.")]
    [TestCase("--log-level", "2", "--log-level is \"2\": give Trace, Debug, Information, Warning or Error.")]
    [TestCase("--log-format", "xml", "--log-format is \"xml\": give json or text.")]
    public void A_mistake_names_the_flag_the_value_and_the_remedy(string flag, string value, string message) =>
        Assert.That(() => Read([flag, value]), Throws.TypeOf<OptionsException>().With.Message.EqualTo(message));

    [Test]
    public void A_flag_without_a_value_says_what_it_needs() =>
        Assert.That(() => Read(["--environment"]), Throws.TypeOf<OptionsException>().With.Message.StartWith("--environment needs a value, NAME"));

    [Test]
    public void Pods_are_reached_in_one_way() => Assert.That(
        () => Read(["--pod-proxy", "http://127.0.0.1:1", "--pods-by-api-server", "true"]), Throws.TypeOf<OptionsException>().With.Message.Contains("both set"));

    [Test]
    public void Permissions_depend_on_namespaces_and_on_how_pods_are_reached()
    {
        var options = OptionsReader.ReadForPermissions(["--namespaces=shop,bank", "--pods-by-api-server", "true"]);
        Assert.That((options.Namespaces, options.PodsByApiServer), Is.EqualTo((new[] { "shop", "bank" }, true)));
    }

    [TestCase("--workers", "4", "--workers changes no permission: leave it out; `modelsync-operator rbac` takes --namespaces and --pods-by-api-server.")]
    [TestCase("--lease-namespace", "ops", "--lease-namespace changes no permission: leave it out; `modelsync-operator rbac` takes --namespaces and --pods-by-api-server.")]
    [TestCase("--wrkers", "4", "--wrkers is no flag of the operator: see --help.")]
    [TestCase("--namespaces", ",", "--namespaces is \",\": name at least a namespace.")]
    public void A_flag_that_changes_no_permission_is_refused(string flag, string value, string message) =>
        Assert.That(() => OptionsReader.ReadForPermissions([flag, value]), Throws.TypeOf<OptionsException>().With.Message.EqualTo(message));

    private static OperatorOptions Read(string[] arguments) => OptionsReader.Read(arguments, static _ => null);

    private static string? Environment(string name) => name is "MODELSYNC_LEASE_NAME" ? "from-environment" : null;
}
