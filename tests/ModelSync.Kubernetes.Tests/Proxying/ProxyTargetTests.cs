using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;

namespace ModelSync.Kubernetes.Tests.Proxying;

/// <summary>Paths to pods and services by way of the API server.</summary>
public sealed class ProxyTargetTests
{
    private static readonly NamespacedName Key = new("shop", "web");

    private static IEnumerable<TestCaseData> Paths =>
    [
        new(ProxyTarget.Pod(Key), "api/v1/namespaces/shop/pods/web/proxy/metrics"),
        new(ProxyTarget.Pod(Key, 8080), "api/v1/namespaces/shop/pods/web%3A8080/proxy/metrics"),
        new(ProxyTarget.Pod(Key, 8443, "https"), "api/v1/namespaces/shop/pods/https%3Aweb%3A8443/proxy/metrics"),
        new(ProxyTarget.Pod(Key, scheme: "https"), "api/v1/namespaces/shop/pods/https%3Aweb%3A/proxy/metrics"),
        new(ProxyTarget.Service(Key), "api/v1/namespaces/shop/services/web/proxy/metrics"),
        new(ProxyTarget.Service(Key, "http-metrics"), "api/v1/namespaces/shop/services/web%3Ahttp-metrics/proxy/metrics"),
        new(ProxyTarget.Service(Key, "443", "https"), "api/v1/namespaces/shop/services/https%3Aweb%3A443/proxy/metrics"),
        new(ProxyTarget.Service(Key, "named", "http"), "api/v1/namespaces/shop/services/http%3Aweb%3Anamed/proxy/metrics"),
    ];

    [TestCaseSource(nameof(Paths))]
    public void PathFor_names_scheme_and_port(ProxyTarget target, string path)
    {
        Assert.That(target.PathFor("metrics"), Is.EqualTo(path));
        Assert.That(target.PathFor("/metrics"), Is.EqualTo(path));
        Assert.That(target.PathFor("metrics?a=../b"), Is.EqualTo(path + "?a=../b"));
    }

    [TestCase("", ExpectedResult = "api/v1/namespaces/shop/pods/web/proxy/")]
    [TestCase("?x=1", ExpectedResult = "api/v1/namespaces/shop/pods/web/proxy/?x=1")]
    [TestCase("a..b/...", ExpectedResult = "api/v1/namespaces/shop/pods/web/proxy/a..b/...")]
    [TestCase("query%2Fx", ExpectedResult = "api/v1/namespaces/shop/pods/web/proxy/query%2Fx")]
    public string PathFor_keeps_what_stays_within(string path) => ProxyTarget.Pod(Key).PathFor(path);

    [TestCase("..")]
    [TestCase("../../secrets")]
    [TestCase("a/../b")]
    [TestCase("a/..")]
    [TestCase("a/..?x")]
    [TestCase("%2e%2e/x")]
    [TestCase(".%2E/x")]
    [TestCase("%252e%252e/x")]
    [TestCase("%25252e%25252e/x")]
    [TestCase("a%2f..%2fb")]
    [TestCase(@"..\x")]
    [TestCase("..%5cx")]
    public void PathFor_refuses_what_leads_out(string path) => Assert.That(() => ProxyTarget.Pod(Key).PathFor(path), Throws.ArgumentException);

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a%2fb")]
    [TestCase("a:b")]
    [TestCase("a?b")]
    [TestCase("a b")]
    [TestCase(null)]
    public void Names_that_lead_elsewhere_are_refused(string? name)
    {
        Assert.That(() => ProxyTarget.Pod(new NamespacedName("shop", name!)), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => ProxyTarget.Service(new NamespacedName(name, "web")), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => name is null ? throw new ArgumentException("") : ProxyTarget.Service(Key, name), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(65536)]
    public void Ports_that_are_none_are_refused(int port) => Assert.That(() => ProxyTarget.Pod(Key, port), Throws.InstanceOf<ArgumentException>());

    [TestCase("ftp")]
    [TestCase("HTTPS")]
    [TestCase("")]
    public void Schemes_that_are_none_are_refused(string scheme) => Assert.That(() => ProxyTarget.Pod(Key, 80, scheme), Throws.ArgumentException);
}
