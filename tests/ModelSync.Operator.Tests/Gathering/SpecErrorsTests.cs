using System.Text.Json;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>What is stored by way of a newer definition of a kind, and this build does not know, is refused and never ignored.</summary>
internal sealed class SpecErrorsTests
{
    private const string Rollout =
        """
        {"metadata": {"name": "fraud", "namespace": "a"}, "spec": {"model": "fraud-detector", "version": "1.0.0",
        "template": {"spec": {"containers": [{"name": "server", "anything": 1}]}}, "ports": [{"name": "http", "port": 80}],
        "strategy": {"canary": {"steps": [{"setWeight": 50}, {"pause": {"seconds": 1}}]}}, "traffic": {"type": "Service"} }}
        """;

    private const string Gate = """{"metadata": {"name": "g", "namespace": "a"}, "spec": {"type": "Scrape", "scrape": {"metric": "ErrorRate"}, "threshold": {"max": "0.1"} }}""";
    private const string Policy = """{"metadata": {"name": "p", "namespace": "a"}, "spec": {"rules": [{"name": "d", "digestStrength": {"min": "Content"}}] }}""";

    [Test]
    public void What_this_build_knows_has_no_errors() => Assert.That(Errors<ModelRollout>(Rollout), Is.Empty);

    [TestCase("\"model\":", "spec.gizmo")]
    [TestCase("\"canary\":", "spec.strategy.gizmo")]
    [TestCase("\"setWeight\":", "spec.strategy.canary.steps[0].gizmo")]
    [TestCase("\"seconds\":", "spec.strategy.canary.steps[1].pause.gizmo")]
    [TestCase("\"type\": \"Service\"", "spec.traffic.gizmo")]
    public void A_field_that_only_a_newer_build_knows_is_named(string before, string path)
    {
        var newer = Rollout.Replace(before, $"\"gizmo\": {{\"size\": 2}}, {before}", StringComparison.Ordinal);

        Assert.That(Errors<ModelRollout>(newer), Has.One.StartsWith(path).And.One.Contains("unknown field"));
    }

    [Test]
    public void So_is_one_of_a_gate_and_of_a_rule_of_a_policy()
    {
        Assert.That(Errors<ModelGate>(Gate.Replace("\"metric\":", "\"gizmo\": 1, \"metric\":", StringComparison.Ordinal)), Has.One.StartsWith("spec.scrape.gizmo"));
        Assert.That(Errors<ModelPolicy>(Policy.Replace("\"name\": \"d\"", "\"gizmo\": 1, \"name\": \"d\"", StringComparison.Ordinal)), Has.One.StartsWith("spec.rules[0].gizmo"));
    }

    private static IEnumerable<string> Errors<T>(string json)
        where T : class, IResource<T>
    {
        var read = JsonSerializer.Deserialize(json, T.TypeInfo)!;
        return SpecErrors.Of(read).Select(static error => error.ToString());
    }
}
