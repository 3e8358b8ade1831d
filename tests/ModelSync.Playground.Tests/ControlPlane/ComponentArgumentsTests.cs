using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Arguments;

namespace ModelSync.Playground.Tests.ControlPlane;

internal sealed class ComponentArgumentsTests
{
    private const string TerminatingCondition = "--feature-gates=EndpointSliceTerminatingCondition=true";

    private readonly OwnedDirectory _directory = OwnedDirectory.ForControlPlane(keep: false);
    private ControlPlaneFiles _files = null!;

    [OneTimeSetUp]
    public void WriteFiles() => _files = ControlPlaneFiles.Write(_directory.Root, Ports, new ControlPlaneOptions());

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        _files.Pki.Dispose();
        _directory.Dispose();
    }

    private static ComponentPorts Ports => new(20001, 20002, 20003, 20004, 20005);

    [TestCase("1.20.2", true)]
    [TestCase("1.21.14", true)]
    [TestCase("1.28.0", false)]
    [TestCase("1.36.4", false)]
    public void Gates_and_flags_that_later_versions_refuse_are_only_given_to_old_ones(string kubernetes, bool old)
    {
        var arguments = For(kubernetes, "3.4.23", new ControlPlaneOptions());
        Assert.Multiple(() =>
        {
            Assert.That(arguments.ApiServer().Contains(TerminatingCondition), Is.EqualTo(old));
            Assert.That(arguments.ControllerManager().Contains(TerminatingCondition), Is.EqualTo(old));
            Assert.That(arguments.ControllerManager().Contains("--port=0"), Is.EqualTo(old));
            Assert.That(arguments.Scheduler().Contains("--port=0"), Is.EqualTo(old));
        });
    }

    [TestCase("3.4.23", false)]
    [TestCase("3.5.16", true)]
    [TestCase("3.6.1", true)]
    public void Etcd_skips_fsync_where_it_can(string etcd, bool expected) =>
        Assert.That(For("1.20.2", etcd, new ControlPlaneOptions()).Etcd().Contains("--unsafe-no-fsync=true"), Is.EqualTo(expected));

    [Test]
    public void Nobody_reaches_etcd_without_our_certificate() => Assert.That(
        For("1.20.2", "3.4.23", new ControlPlaneOptions()).Etcd(),
        Does.Contain("--client-cert-auth=true").And.Contain("--peer-client-cert-auth=true").And.Contain("--listen-client-urls=https://127.0.0.1:20002"));

    [Test]
    public void The_scheduler_is_not_throttled_to_its_default_rate() =>
        Assert.That(For("1.20.2", "3.4.23", new ControlPlaneOptions()).Scheduler(), Does.Contain("--kube-api-qps=500"));

    [TestCase("1.20.2")]
    [TestCase("1.37.0")]
    public void No_controller_is_named_that_later_versions_do_not_know(string kubernetes)
    {
        string[] gone = ["route", "service", "cloud-node-lifecycle", "node-route-controller", "service-lb-controller", "cloud-node-lifecycle-controller"];
        var controllers = For(kubernetes, "3.6.1", new ControlPlaneOptions()).ControllerManager().Single(argument => argument.StartsWith("--controllers=", StringComparison.Ordinal));
        var names = controllers.Split('=', 2)[1].Split(',').Select(name => name.TrimStart('-'));
        Assert.That(names.Intersect(gone, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void An_extra_argument_replaces_ours_of_the_same_name()
    {
        var options = new ControlPlaneOptions { ControllerManagerArguments = ["--controllers=deployment"] };
        var controllers = For("1.33.0", "3.6.1", options).ControllerManager().Where(argument => argument.StartsWith("--controllers=", StringComparison.Ordinal));
        Assert.That(controllers, Is.EqualTo(new[] { "--controllers=deployment" }));
    }

    [Test]
    public void Extra_feature_gates_add_up_with_ours()
    {
        var options = new ControlPlaneOptions { ApiServerArguments = ["--feature-gates=APIListChunking=false"] };
        Assert.That(For("1.20.2", "3.4.23", options).ApiServer(), Does.Contain(TerminatingCondition).And.Contain("--feature-gates=APIListChunking=false"));
    }

    [Test]
    public void Watch_cache_audit_log_and_egress_selector_are_there_on_demand_only()
    {
        string[] onDemand = ["--watch-cache", "--audit-policy-file", "--audit-log-path", "--egress-selector-config-file"];
        var all = new ControlPlaneOptions { WatchCache = false, AuditPolicy = "rules: []", EgressSocket = "/some/socket" };
        IEnumerable<string> Names(ControlPlaneOptions options) => For("1.20.2", "3.4.23", options).ApiServer().Select(argument => argument.Split('=')[0]);
        Assert.Multiple(() =>
        {
            Assert.That(Names(new ControlPlaneOptions()).Intersect(onDemand), Is.Empty);
            Assert.That(onDemand, Is.SubsetOf(Names(all)));
        });
    }

    private ComponentArguments For(string kubernetes, string etcd, ControlPlaneOptions options)
    {
        Assert.That(BinaryVersion.TryFind(kubernetes, out var kubernetesVersion), Is.True);
        Assert.That(BinaryVersion.TryFind(etcd, out var etcdVersion), Is.True);
        var binaries = new ControlPlaneBinaries { Folder = "/none", Kubernetes = kubernetesVersion!.Value, EtcdVersion = etcdVersion!.Value, Kubectl = null };
        return new ComponentArguments(binaries, options, _files, Ports);
    }
}
