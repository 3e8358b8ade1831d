using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class EnvironmentProxyTests
{
    private const string Proxy = "http://proxy.example:3128";

    [TestCase("https://cluster.example", "HTTPS_PROXY", Proxy)]
    [TestCase("https://cluster.example", "https_proxy", Proxy)]
    [TestCase("https://cluster.example", "HTTP_PROXY", null)]
    [TestCase("http://cluster.example", "HTTP_PROXY", Proxy)]
    [TestCase("http://cluster.example", "HTTPS_PROXY", null)]
    [TestCase("https://localhost:6443", "HTTPS_PROXY", null)]
    [TestCase("https://127.0.0.1:6443", "HTTPS_PROXY", null)]
    [TestCase("https://[::1]:6443", "HTTPS_PROXY", null)]
    public void The_scheme_chooses_the_variable_and_loopback_is_direct(string server, string variable, string? expected) =>
        Assert.That(For(server, (variable, Proxy)), Is.EqualTo(expected is null ? null : new Uri(expected)));

    [TestCase("10.96.0.1", "10.96.0.0/12", true)]
    [TestCase("10.112.0.1", "10.96.0.0/12", false)]
    [TestCase("[fd00::1]", "fd00::/8", true)]
    [TestCase("10.96.0.1", "10.96.0.1", true)]
    [TestCase("10.96.0.1", "10.96.0.1:443", true)]
    [TestCase("10.96.0.1", "10.96.0.1:6443", false)]
    [TestCase("[fd00::1]", "fd00::1", true)]
    [TestCase("[fd00::1]", "[fd00::1]:443", true)]
    [TestCase("a.cluster.example", "cluster.example", true)]
    [TestCase("cluster.example", "cluster.example", true)]
    [TestCase("CLUSTER.example", "Cluster.Example", true)]
    [TestCase("mycluster.example", "cluster.example", false)]
    [TestCase("a.cluster.example", ".cluster.example", true)]
    [TestCase("cluster.example", ".cluster.example", false)]
    [TestCase("a.cluster.example", "*.cluster.example", true)]
    [TestCase("cluster.example", "other.example, cluster.example:443", true)]
    [TestCase("cluster.example", "*", true)]
    [TestCase("cluster.example", "", false)]
    [TestCase("cluster.example", "10.0.0.0/8,,nonsense/99", false)]
    public void Exceptions_are_read_as_Go_reads_them(string host, string exceptions, bool isDirect) =>
        Assert.That(For($"https://{host}", ("HTTPS_PROXY", Proxy), ("NO_PROXY", exceptions)), isDirect ? Is.Null : Is.EqualTo(new Uri(Proxy)));

    [Test]
    public void A_proxy_without_scheme_speaks_http() => Assert.That(For("https://a.example", ("HTTPS_PROXY", "proxy.example:3128")), Is.EqualTo(new Uri(Proxy)));

    [Test]
    public void A_variable_that_a_CGI_caller_can_set_is_ignored() => Assert.That(For("http://a.example", ("HTTP_PROXY", Proxy), ("REQUEST_METHOD", "GET")), Is.Null);

    [Test]
    public void For_proxy_that_is_none_names_the_variable_and_not_its_value() => Assert.That(
        () => For("https://a.example", ("HTTPS_PROXY", "ftp://user:s3cret@proxy.example")),
        Throws.InstanceOf<KubeConfigException>().With.Message.Contains("HTTPS_PROXY").And.Message.Not.Contains("s3cret"));

    private static Uri? For(string server, params (string Name, string Value)[] variables) =>
        EnvironmentProxy.For(new Uri(server), name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
