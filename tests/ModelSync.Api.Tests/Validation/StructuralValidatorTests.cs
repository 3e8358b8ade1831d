using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Validation;

/// <summary>Each thing that the API server refuses by the schema, with the field, the value and the remedy.</summary>
public sealed class StructuralValidatorTests
{
    private const string Rollout = """
        "model":"m","version":"1.0.0","template":{"spec":{"containers":[{"name":"c"}]}},"ports":[{"name":"http","port":80}],
        """;

    [TestCase("\"replicas\":\"four\"", "spec.replicas", "\"four\"", "must be a whole number from 0 to 10000, but is a string: write it without quotes")]
    [TestCase("\"replicas\":-1", "spec.replicas", "-1", "must be a whole number from 0 to 10000")]
    [TestCase("\"replicas\":1.5", "spec.replicas", "1.5", "must be a whole number from 0 to 10000")]
    [TestCase("\"replicas\":1e300", "spec.replicas", "1e300", "must be a whole number from 0 to 10000")]
    [TestCase("\"paused\":\"yes\"", "spec.paused", "\"yes\"", "must be true or false, but is a string: write true or false without quotes")]
    [TestCase("\"environment\":5", "spec.environment", "5", "must be a string, but is a number: write it in quotes")]
    [TestCase("\"environment\":\"\"", "spec.environment", "\"\"", "must not be empty: write a value or leave the field out where it is optional")]
    [TestCase("\"strategy\":[]", "spec.strategy", "[…]", "must be an object, but is a list: write its fields below it")]
    [TestCase("\"gates\":{}", "spec.gates", "{…}", "must be a list, but is an object: write its items below it, each after a dash")]
    [TestCase("\"gates\":[null]", "spec.gates[0]", "null", "must be an object, but is null: write its fields below it")]
    [TestCase("\"gates\":[{}]", "spec.gates[0].gateRef", "", "is required: add the field")]
    [TestCase("\"onFailure\":\"rollback\"", "spec.onFailure", "\"rollback\"", "is not supported: use one of Rollback, Pause")]
    [TestCase("\"replica\":1", "spec.replica", "1", "is an unknown field: write replicas")]
    [TestCase("\"Paused\":true", "spec.Paused", "true", "is an unknown field: write paused")]
    [TestCase("\"disruptionBudget\":{\"maxSurge\":1}", "spec.disruptionBudget.maxSurge", "1", "is an unknown field: remove it; known are maxUnavailable")]
    [TestCase("\"disruptionBudget\":{\"maxUnavailable\":\"250%\"}", "spec.disruptionBudget.maxUnavailable", "\"250%\"", "must be a whole number, or a share from \"0%\" to \"100%\"")]
    [TestCase("\"disruptionBudget\":{\"maxUnavailable\":true}", "spec.disruptionBudget.maxUnavailable", "true", "must be a whole number or a string, but is a bool")]
    [TestCase("\"strategy\":{\"canary\":{\"steps\":[{\"setWeight\":101}]}}", "spec.strategy.canary.steps[0].setWeight", "101", "must be a whole number from 0 to 100")]
    [TestCase("\"paused\":true,\"paused\":false", "spec.paused", "false", "stands twice: remove one of the two")]
    [TestCase("\"placement\":{\"clusters\":{\"names\":[\"a\",\"b\",\"a\"]}}", "spec.placement.clusters.names[2]", "\"a\"",
        "has the same value as item 0 of the list: remove one of the two or give it another value")]
    [TestCase("\"placement\":{\"clusters\":{\"names\":[]}}", "spec.placement.clusters.names", "[…]",
        "has 0 items, at least 1 must be there: add items, or leave the field out where it is optional")]
    [TestCase("\"placement\":{\"clusters\":{},\"waves\":[{\"name\":\"a\"},{\"name\":\"a\"}]}", "spec.placement.waves[1]", "{…}",
        "has the same name as item 0 of the list: remove one of the two or give it another name")]
    [TestCase("\"gates\":[{\"gateRef\":{\"name\":\"g\"},\"args\":{\"a\":1}}]", "spec.gates[0].args[a]", "1", "must be a string, but is a number: write it in quotes")]
    [TestCase("\"model\":\"m\",\"x\":{\"y\":[1]}", "spec.x", "{…}", "is an unknown field: remove it; `kubectl explain` lists the known fields")]
    public void A_wrong_field_is_named_with_value_and_remedy(string field, string path, string value, string message)
    {
        var rollout = Rollout.Replace("\"model\":\"m\",", field.Contains("\"model\"", StringComparison.Ordinal) ? "" : "\"model\":\"m\",", StringComparison.Ordinal);

        Assert.That(Errors(ModelRollout.Resource, $"{{{rollout}{field}}}"), Is.EqualTo(new[] { new FieldError(path, value, message) }));
    }

    [Test]
    public void A_pattern_is_told_in_words() =>
        Assert.That(Errors(ModelVersion.Resource, """{"model":"Fraud Detector","version":"1.0.0","components":[{"name":"w","role":"Weights","uri":"oci://r/m:1"}]}"""), Is.EqualTo(new[]
        {
            new FieldError("spec.model", "\"Fraud Detector\"", "must be lower case letters, digits and -, with a letter or digit at both ends, such as fraud-detector"),
        }));

    [Test]
    public void A_line_feed_at_the_end_does_not_slip_through() =>
        Assert.That(Errors(ModelRollout.Resource, $"{{{Rollout}\"environment\":\"prod\\n\"}}"), Has.Count.EqualTo(1));

    [Test]
    public void Lengths_are_counted_in_code_points()
    {
        Assert.That(Errors(ModelRollout.Resource, $"{{{Rollout}\"retryToken\":\"{string.Concat(Enumerable.Repeat("😀", 63))}\"}}"), Is.Empty);
        Assert.That(Errors(ModelRollout.Resource, $"{{{Rollout}\"retryToken\":\"{string.Concat(Enumerable.Repeat("😀", 64))}\"}}").Single().Message,
            Is.EqualTo("has 64 characters, at most 63 are allowed: shorten it"));
    }

    [Test]
    public void Half_a_character_is_refused() =>
        Assert.That(Errors(ModelRollout.Resource, $"{{{Rollout}\"retryToken\":\"\\ud83d\"}}").Single().Message, Does.StartWith("must be Unicode text"));

    [TestCase("2026-01-31T12:00:00Z", true)]
    [TestCase("2026-01-31T12:00:00.25+01:00", true)]
    [TestCase("2026-02-30T12:00:00Z", false)]
    [TestCase("2026-01-31", false)]
    [TestCase("tomorrow", false)]
    public void A_time_is_one_of_RFC_3339(string time, bool isTime) =>
        Assert.That(Errors(ModelVersion.Resource, $$$"""{"model":"m","version":"1.0.0","components":[{"name":"w","role":"Weights","uri":"oci://r/m:1"}],"lineage":{"trainedAt":"{{{time}}}"}}""", structureOnly: true),
            isTime ? Is.Empty : Has.Count.EqualTo(1));

    [Test]
    public void A_name_that_is_too_long_is_refused()
    {
        var json = $$$"""{"metadata":{"name":"{{{new string('a', 53)}}}","labels":{"any":"thing"}},"spec":{{{{Rollout.TrimEnd(',', ' ', '\n')}}}}}""";

        Assert.That(ApiValidator.Validate(ModelRollout.Resource, Encoding.UTF8.GetBytes(json), default).Select(error => error.Field), Is.EqualTo(new[] { "metadata.name" }));
    }

    [Test]
    public void An_object_without_a_spec_is_told_so() =>
        Assert.That(ApiValidator.Validate(ModelRollout.Resource, "{}"u8.ToArray(), default), Is.EqualTo(new[] { new FieldError("spec", "", "is required: add the field") }));

    [Test]
    public void The_number_of_errors_is_bounded()
    {
        var unknown = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"unknown{i}\":1"));

        Assert.That(Errors(ModelRollout.Resource, $"{{{Rollout}{unknown}}}"), Has.Count.EqualTo(50));
    }

    [Test]
    public void Long_values_and_names_are_cut()
    {
        var error = Errors(ModelRollout.Resource, $"{{{Rollout}\"{new string('x', 5000)}\":\"{new string('y', 5000)}\"}}").Single();

        Assert.That(error.ToString(), Has.Length.LessThan(400));
    }

    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{")]
    [TestCase("")]
    public void What_is_no_object_is_refused_and_never_thrown(string json) =>
        Assert.That(ApiValidator.Validate(ModelRollout.Resource, Encoding.UTF8.GetBytes(json), default), Has.Count.EqualTo(1));

    [Test]
    public void A_kind_of_another_group_is_refused() =>
        Assert.That(() => ApiValidator.Validate(new ResourceInfo("apps", "v1", "Deployment", "deployments"), "{}"u8.ToArray(), default),
            Throws.ArgumentException.With.Message.Contain("ModelRollout"));

    private static IReadOnlyList<FieldError> Errors(ResourceInfo kind, string spec, bool structureOnly = false)
    {
        var json = Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"a"},"spec":{{{spec}}}}""");
        var errors = ApiValidator.Validate(kind, json, default);
        return structureOnly ? [.. errors.Where(error => error.Field.EndsWith("trainedAt", StringComparison.Ordinal))] : errors;
    }
}
