using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.LeaderElection.World;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

public sealed class LeaderElectionOptionsTests
{
    private static readonly LeaderElectionOptions Good = new() { Name = "operator.example.com", Namespace = "system" };

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new(Good with { Name = "" }, "Name is ''");
        yield return new(Good with { Name = "Capital" }, "Name is 'Capital'");
        yield return new(Good with { Name = "a/b" }, "Name is 'a/b'");
        yield return new(Good with { Namespace = "a.b" }, "Namespace is 'a.b'");
        yield return new(Good with { Identity = " " }, "Identity is ' '");
        yield return new(Good with { RetryPeriod = TimeSpan.Zero }, "RetryPeriod is 00:00:00");
        yield return new(Good with { LeaseDuration = TimeSpan.FromDays(2) }, "LeaseDuration is 2.00:00:00");
        yield return new(Good with { RenewDeadline = TimeSpan.FromSeconds(2.4) }, "RenewDeadline is 00:00:02.4000000: make it longer than 1.2 times RetryPeriod");
        yield return new(Good with { LeaseDuration = TimeSpan.FromSeconds(10) }, "LeaseDuration is 00:00:10: make it longer than RenewDeadline");
        yield return new(Good with { LeaseDuration = TimeSpan.FromSeconds(15.5) }, "LeaseDuration is 00:00:15.5000000: use whole seconds");
    }

    [TestCaseSource(nameof(Wrong))]
    public void Validate_WrongOption_NamesFieldValueAndRemedy(LeaderElectionOptions options, string message) =>
        Assert.That(() => NewElector(options, new Surroundings()), Throws.ArgumentException.With.Message.Contains("LeaderElectionOptions." + message));

    // Host names are shared by pods on the host's network, and a container that restarts keeps its pod's name (kubernetes #61151, KubeOps).
    [Test]
    public void Identity_ByDefault_IsThePodAndAGuidOfItsOwn()
    {
        var surroundings = new Surroundings { ["POD_NAME"] = "operator-7", ["HOSTNAME"] = "node-1" };

        var first = NewElector(Good, surroundings).Identity;
        var second = NewElector(Good, surroundings).Identity;

        Assert.That(first, Does.Match("^operator-7_[0-9a-f]{8}-[0-9a-f-]{27}$"));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public void Identity_WithoutAPodsName_IsTheHost() =>
        Assert.That(NewElector(Good, new Surroundings { ["HOSTNAME"] = "node-1" }).Identity, Does.StartWith("node-1_"));

    [Test]
    public void Namespace_OutsideOfAPod_IsAskedFor() => Assert.That(
        () => NewElector(Good with { Namespace = null }, new Surroundings()), Throws.ArgumentException.With.Message.Contains("set it, or the variable POD_NAMESPACE"));

    [Test]
    public void Namespace_InAPod_IsThePods() =>
        Assert.That(() => NewElector(Good with { Namespace = null }, new Surroundings { ["POD_NAMESPACE"] = "mine" }), Throws.Nothing);

    private static LeaderElector NewElector(LeaderElectionOptions options, IConfigEnvironment environment) =>
        new(new LeaseClient(new LeaseServer(), new LeaseLink((_, _) => { })), options, RuntimeServices.Default, environment);

    private sealed class Surroundings : Dictionary<string, string>, IConfigEnvironment
    {
        public string? HomeDirectory => null;

        public string CurrentDirectory => "/";

        public char PathListSeparator => ':';

        public string? GetVariable(string name) => this.GetValueOrDefault(name);

        public bool FileExists(string path) => false;

        public byte[]? ReadFile(string path) => null;
    }
}
