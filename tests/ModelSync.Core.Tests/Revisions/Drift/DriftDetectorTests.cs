using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api;
using ModelSync.Core.Revisions.Drift;

namespace ModelSync.Core.Tests.Revisions.Drift;

public sealed class DriftDetectorTests
{
    private static readonly RawJson Intent = RawJson.From(
        """
        {"metadata":{"labels":{"a/b":"1"},"annotations":{"modelsync.io/applied":"x"}},"spec":{"replicas":3,"template":{"spec":{
          "containers":[{"name":"server","image":"i@1","env":[{"name":"A","value":"1"}],"args":["x","y"],"ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{"limits":{"cpu":"1000m"}}}],
          "volumes":[{"name":"tmp","emptyDir":{}}]}}}}
        """);

    private static readonly RawJson Returned = RawJson.From(
        """
        {"metadata":{"uid":"1","labels":{"a/b":"1"},"annotations":{"modelsync.io/applied":"y","other":"z"}},"spec":{"replicas":3,"paused":false,"template":{"spec":{
          "containers":[
            {"name":"injected","image":"mesh"},
            {"name":"server","image":"i@1","env":[{"name":"A","value":"1"}],"args":["x","y"],"ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{"limits":{"cpu":"1"}},"imagePullPolicy":"Always"}],
          "volumes":[{"name":"tmp","emptyDir":{}}]}}}}
        """);

    private static readonly string Seal = DriftDetector.Seal(Intent, Returned);

    [Test]
    public void What_the_server_returned_is_no_drift_whatever_it_made_of_the_intent() =>
        Assert.That(DriftDetector.Compare(Intent, Returned, Seal), Is.EqualTo(DriftVerdict.Equal));

    [TestCase("\"replicas\":3", "\"replicas\":5", "spec.replicas")]
    [TestCase("\"a/b\":\"1\"", "\"a/b\":\"2\"", "metadata.labels[a/b]")]
    [TestCase("\"image\":\"i@1\"", "\"image\":\"i@2\"", "spec.template.spec.containers[server].image")]
    [TestCase("\"value\":\"1\"", "\"value\":\"2\"", "spec.template.spec.containers[server].env[A].value")]
    [TestCase("[\"x\",\"y\"]", "[\"y\",\"x\"]", "spec.template.spec.containers[server].args")]
    [TestCase("[\"x\",\"y\"]", "[\"x\",\"y\",\"z\"]", "spec.template.spec.containers[server].args")]
    [TestCase("\"cpu\":\"1\"", "\"cpu\":\"2\"", "spec.template.spec.containers[server].resources.limits.cpu")]
    [TestCase("\"emptyDir\":{}", "\"hostPath\":{}", "spec.template.spec.volumes[tmp].emptyDir")]
    public void A_field_of_ours_that_changed_is_drift_and_named(string before, string after, string path)
    {
        var live = Edited(before, after);

        Assert.That(DriftDetector.Compare(Intent, live, Seal), Is.EqualTo(DriftVerdict.Drifted));
        Assert.That(DriftDetector.Fields(Intent, Returned, live), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Several_fields_are_named_in_their_order()
    {
        var live = RawJson.From(Edited("\"replicas\":3", "\"replicas\":5").ToString().Replace("\"a/b\":\"1\"", "\"a/b\":\"2\"", StringComparison.Ordinal));

        Assert.That(DriftDetector.Fields(Intent, Returned, live), Is.EqualTo(new[] { "metadata.labels[a/b]", "spec.replicas" }));
    }

    [TestCase("\"paused\":false", "\"paused\":true")]
    [TestCase("\"other\":\"z\"", "\"other\":\"q\"")]
    [TestCase("\"image\":\"mesh\"", "\"image\":\"mesh2\"")]
    [TestCase("\"env\":[", "\"env\":[{\"name\":\"B\",\"value\":\"2\"},")]
    [TestCase("\"ports\":[", "\"ports\":[{\"containerPort\":90,\"protocol\":\"TCP\"},")]
    [TestCase("\"modelsync.io/applied\":\"y\"", "\"modelsync.io/applied\":\"q\"")]
    [TestCase("\"protocol\":\"TCP\"}],", "\"protocol\":\"TCP\",\"hostPort\":1}],")]
    public void Fields_that_are_not_ours_are_never_drift(string before, string after) =>
        Assert.That(DriftDetector.Compare(Intent, Edited(before, after), Seal), Is.EqualTo(DriftVerdict.Equal));

    [Test]
    public void An_entry_of_ours_that_is_gone_is_drift() =>
        Assert.That(DriftDetector.Compare(Intent, Edited("{\"name\":\"A\",\"value\":\"1\"}", string.Empty), Seal), Is.EqualTo(DriftVerdict.Drifted));

    [Test]
    public void A_changed_intent_is_told_from_drift() =>
        Assert.That(DriftDetector.Compare(RawJson.From("""{"spec":{"replicas":4}}"""), Returned, Seal), Is.EqualTo(DriftVerdict.IntentChanged));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("nonsense")]
    public void Without_a_seal_the_object_was_not_applied(string? seal) =>
        Assert.That(DriftDetector.Compare(Intent, Returned, seal), Is.EqualTo(DriftVerdict.NotApplied));

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property The_order_of_keyed_entries_is_no_drift() => Prop.ForAll(Gen.Choose(0, 5).ToArbitrary(), static turn =>
    {
        string[] names = ["a", "b", "c"];
        var turned = turn < 3 ? names.Skip(turn).Concat(names.Take(turn)) : names.Reverse().Skip(turn - 3).Concat(names.Reverse().Take(turn - 3));
        var seal = DriftDetector.Seal(Containers(names), Containers(names));
        return DriftDetector.Compare(Containers(names), Containers(turned), seal) is DriftVerdict.Equal;
    });

    private static RawJson Containers(IEnumerable<string> names) =>
        RawJson.From($$"""{"containers":[{{string.Join(',', names.Select(static name => $$"""{"name":"{{name}}","image":"{{name}}"}"""))}}]}""");

    private static RawJson Edited(string before, string after)
    {
        var text = Returned.ToString();
        Assert.That(text, Does.Contain(before));
        return RawJson.From(text.Replace(before, after, StringComparison.Ordinal));
    }
}
