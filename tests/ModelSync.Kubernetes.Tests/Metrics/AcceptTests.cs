using ModelSync.Kubernetes.Metrics.Internal;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class AcceptTests
{
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("*/*", false, TestName = "Whoever takes anything gets the old format")]
    [TestCase("application/json", false, TestName = "Whoever takes nothing of ours gets the old format and no refusal")]
    [TestCase("application/openmetrics-text", true)]
    [TestCase("application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [TestCase("APPLICATION/OpenMetrics-Text;VERSION=\"1.0.0\"", true)]
    [TestCase("application/openmetrics-text;version=2.0.0", false)]
    [TestCase("application/openmetrics-text;q=0", false)]
    [TestCase("application/openmetrics-text;q=2", false)]
    [TestCase("application/openmetrics-text;q=x", false)]
    [TestCase("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true,
        TestName = "Prometheus 2 gets OpenMetrics")]
    [TestCase("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,"
        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", true, TestName = "Prometheus 3 gets OpenMetrics")]
    [TestCase("text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.9", false)]
    [TestCase("text/plain;q=0.2,*/*,application/openmetrics-text;q=0.3", true, TestName = "A narrower range outdoes a wider one")]
    [TestCase("text/*;q=0.4,application/openmetrics-text;q=0.3", false)]
    [TestCase("text/plain;note=\"a,b;q=0\",application/openmetrics-text;q=0.5", false, TestName = "Separators in quotes are none")]
    [TestCase(";;,=,\"", false)]
    public void Format_is_chosen_by_the_header(string? accept, bool openMetrics) =>
        Assert.That(AcceptHeader.PrefersOpenMetrics(accept), Is.EqualTo(openMetrics));
}
