using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Operator.Gates.Pods;

namespace ModelSync.Operator.Tests.Gates.Pods;

/// <summary>Which port of a pod a gate means.</summary>
internal sealed class PodPortsTests
{
    [Test]
    public void A_name_is_that_of_a_containers_port_however_deep_the_template_is()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + new string(']', 100);
        var template = $$$"""{"spec":{"deep":{{{deep}}},"containers":[{"name":"server","ports":[{"name":"web","containerPort":8080}]}]}}""";
        var revision = TestScenes.Revision("a", "1.0.0", RuntimeProfile.OIP, [new ServicePortSpec { Name = "http", Port = 80, TargetPort = "web" }], template);
        Assert.That(PodPorts.Find(revision.Record.Inputs, "web", forMetrics: false), Is.EqualTo((8080, false, (string?)null)));
    }
}
