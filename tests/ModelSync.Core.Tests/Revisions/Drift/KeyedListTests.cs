using ModelSync.Api;
using ModelSync.Core.Revisions.Drift;

namespace ModelSync.Core.Tests.Revisions.Drift;

public sealed class KeyedListTests
{
    // As Kubernetes merges these lists: a wrong key here would take a pod that somebody's webhook added to for one that drifted.
    [TestCase("containers", """ "name":"a" """, "a")]
    [TestCase("initContainers", """ "name":"a" """, "a")]
    [TestCase("ephemeralContainers", """ "name":"a" """, "a")]
    [TestCase("env", """ "name":"a" """, "a")]
    [TestCase("volumes", """ "name":"a" """, "a")]
    [TestCase("volumeMounts", """ "name":"x","mountPath":"/a" """, "/a")]
    [TestCase("volumeDevices", """ "name":"x","devicePath":"/a" """, "/a")]
    [TestCase("imagePullSecrets", """ "name":"a" """, "a")]
    [TestCase("hostAliases", """ "ip":"10.0.0.1" """, "10.0.0.1")]
    [TestCase("resourceClaims", """ "name":"a" """, "a")]
    [TestCase("topologySpreadConstraints", """ "topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule" """, "zone/DoNotSchedule")]
    [TestCase("topologySpreadConstraints", """ "topologyKey":"zone" """, "zone/")]
    [TestCase("ownerReferences", """ "name":"x","uid":"1" """, "1")]
    [TestCase("ports", """ "containerPort":80,"protocol":"UDP" """, "80/UDP")]
    [TestCase("ports", """ "containerPort":80 """, "80/TCP")]
    [TestCase("ports", """ "port":80,"protocol":"UDP" """, "80/UDP")]
    [TestCase("ports", """ "port":80 """, "80/TCP")]
    public void An_entry_is_known_by_its_key_wherever_it_stands(string list, string key, string name)
    {
        static RawJson Of(string list, params string[] entries) => RawJson.From($$"""{"{{list}}":[{{string.Join(',', entries)}}]}""");

        var (one, two, other) = ($$"""{{{key}},"ours":1}""", $$"""{{{key}},"ours":2}""", """{"theirs":1}""");
        Assert.That(DriftDetector.Fields(Of(list, one), Of(list, one), Of(list, other, one)), Is.Empty);
        Assert.That(DriftDetector.Fields(Of(list, one), Of(list, one), Of(list, other, two)), Is.EqualTo(new[] { $"{list}[{name}].ours" }));
    }

    [TestCase("args")]
    [TestCase("command")]
    public void A_list_of_values_counts_as_a_whole(string list) => Assert.That(
        DriftDetector.Fields(
            RawJson.From($$"""{"{{list}}":["a"]}"""), RawJson.From($$"""{"{{list}}":["a"]}"""), RawJson.From($$"""{"{{list}}":["b","a"]}""")),
        Is.EqualTo(new[] { list }));

    [Test]
    public void What_a_server_fills_into_the_objects_of_a_list_without_keys_is_no_drift() => Assert.That(
        DriftDetector.Fields(Backends("""{"name":"a","weight":95}"""), Backends("""{"name":"a","weight":95}"""), Backends("""{"kind":"Service","name":"a","weight":95}""")),
        Is.Empty);

    [Test]
    public void Another_value_in_such_an_object_is_drift_at_its_place() => Assert.That(
        DriftDetector.Fields(Backends("""{"name":"a","weight":95}"""), Backends("""{"name":"a","weight":95}"""), Backends("""{"name":"a","weight":50}""")),
        Is.EqualTo(new[] { "rules[0].backendRefs[0].weight" }));

    [Test]
    public void One_object_more_in_such_a_list_is_drift() => Assert.That(
        DriftDetector.Fields(Backends("""{"name":"a"}"""), Backends("""{"name":"a"}"""), Backends("""{"name":"a"},{"name":"b"}""")),
        Is.EqualTo(new[] { "rules[0].backendRefs.length" }));

    private static RawJson Backends(string entries) => RawJson.From($$"""{"rules":[{"backendRefs":[{{entries}}]}]}""");
}
