using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Tests.Traffic;

/// <summary>A Service that is there is taken over by one write, and keeps what it has besides.</summary>
internal sealed class EntryTakeoverTests
{
    private const string Revision = "bcdfghjklm";

    private static readonly IReadOnlyList<ServicePortSpec> Ports = [new() { Name = "http", Port = 80, TargetPort = 8080 }, new() { Name = "grpc", Port = 90 }];

    [Test]
    public void Selector_ports_owner_and_labels_change_together_and_only_if_nobody_was_quicker()
    {
        var patch = Patch("""{"selector":{"app":"old"},"ports":[{"name":"web","port":80,"protocol":"TCP","targetPort":5000,"nodePort":31234},{"name":"admin","port":70,"protocol":"TCP"}]}""")!;

        Assert.Multiple(() =>
        {
            Assert.That((patch["/metadata/resourceVersion"].Op, (string?)patch["/metadata/resourceVersion"].Value), Is.EqualTo(("replace", "7")), "a conflict, not a test that fails");
            Assert.That(patch["/spec/selector"].Value!.ToJsonString(), Is.EqualTo("{\"modelsync.io/revision\":\"" + Revision + "\",\"modelsync.io/rollout\":\"fraud\"}"));
            Assert.That(patch["/metadata/labels"].Value!.ToJsonString(), Does.Contain("team").And.Contain("modelsync.io/rollout"), "by our label it is seen from then on");
            Assert.That(patch["/metadata/annotations"].Value!.ToJsonString(), Does.Contain("modelsync.io/adopt").And.Contain(Objects.Uid));
            Assert.That(patch["/metadata/ownerReferences"].Value![0]!["uid"]!.GetValue<string>(), Is.EqualTo(Objects.Uid));
        });
    }

    [Test]
    public void A_port_that_is_there_keeps_its_node_port_and_others_stay()
    {
        var patch = Patch("""{"selector":{"app":"old"},"ports":[{"name":"web","port":80,"protocol":"TCP","targetPort":5000,"nodePort":31234},{"name":"admin","port":70,"protocol":"TCP"}]}""")!;

        Assert.That(
            patch["/spec/ports"].Value!.AsArray().Select(static port => $"{port!["name"]} {port["port"]} {port["targetPort"]} {port["nodePort"]}"),
            Is.EqualTo(new[] { "http 80 8080 31234", "admin 70  ", "grpc 90 90 " }));
    }

    [Test]
    public void A_port_is_known_by_its_protocol_too()
    {
        var patch = Patch("""{"selector":{"app":"old"},"ports":[{"name":"dns","port":80,"protocol":"UDP"}]}""")!;

        Assert.That(patch["/spec/ports"].Value!.AsArray().Select(static port => (string)port!["name"]!), Is.EqualTo(new[] { "dns", "http", "grpc" }));
    }

    [TestCase("""{"ports":[]}""")]
    [TestCase("""{"selector":{"modelsync.io/rollout":"fraud"}}""")]
    public void Where_an_apply_does_it_all_there_is_no_patch(string spec) => Assert.That(Patch(spec), Is.Null);

    private static Dictionary<string, (string Op, JsonNode? Value)>? Patch(string spec)
    {
        var live = Objects.Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"fraud","namespace":"shop","resourceVersion":"7","labels":{"team":"edge"},"annotations":{"modelsync.io/adopt":"fraud"}},"spec":""" + spec + "}");
        var intent = EntryServiceIntent.Render(Objects.Identity, Ports, ServiceSelector.Narrow(Revision), TrafficSplit.Empty);
        return EntryTakeover.Patch(live, intent) is { } patch
            ? JsonNode.Parse(patch.Body.Span)!.AsArray().ToDictionary(static one => (string)one!["path"]!, static one => ((string)one!["op"]!, one["value"]))
            : null;
    }
}
