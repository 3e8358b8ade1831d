using System.Reflection;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Meta;

public sealed class StatusAndConditionTests
{
    [Test]
    public void ApiStatus_OfARefusedWrite_IsReadWhole()
    {
        const string Json =
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"Deployment.apps \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0","reason":"Invalid",
             "details":{"name":"web","group":"apps","kind":"Deployment","uid":"6f","retryAfterSeconds":2,
                        "causes":[{"reason":"FieldValueInvalid","message":"Invalid value: -1: must be greater than or equal to 0","field":"spec.replicas"}]},
             "code":422}
            """;

        var status = JsonSerializer.Deserialize(Json, KubernetesJsonContext.Default.ApiStatus)!;

        Assert.That(status.Status, Is.EqualTo("Failure"));
        Assert.That(status.Reason, Is.EqualTo(StatusReasons.Invalid));
        Assert.That(status.Code, Is.EqualTo(422));
        Assert.That(status.Message, Does.StartWith("Deployment.apps \"web\" is invalid"));
        Assert.That(status.Details, Is.EqualTo(
            new ApiStatusDetails { Name = "web", Group = "apps", Kind = "Deployment", Uid = "6f", RetryAfterSeconds = 2, Causes = status.Details!.Causes }));
        Assert.That(status.Details.Causes, Is.EqualTo(new[]
        {
            new ApiStatusCause { Reason = "FieldValueInvalid", Message = "Invalid value: -1: must be greater than or equal to 0", Field = "spec.replicas" },
        }));
    }

    [Test]
    public void ApiStatus_OfASuccess_NeedsNothing() =>
        Assert.That(JsonSerializer.Deserialize("{}", KubernetesJsonContext.Default.ApiStatus), Is.EqualTo(new ApiStatus()));

    [Test]
    public void Condition_RoundTrips()
    {
        const string Json =
            """{"type":"Ready","status":"False","observedGeneration":4,"lastTransitionTime":"2026-11-20T10:00:00Z","reason":"NoEndpoints","message":"0 of 3 are ready"}""";

        var condition = JsonSerializer.Deserialize(Json, KubernetesJsonContext.Default.Condition)!;

        Assert.That(condition.ObservedGeneration, Is.EqualTo(4));
        Assert.That(JsonSerializer.Serialize(condition, KubernetesJsonContext.Default.Condition), Is.EqualTo(Json));
    }

    [TestCase("""{"status":"True"}""", "type")]
    [TestCase("""{"type":"Ready"}""", "status")]
    public void Condition_WithoutTypeOrStatus_IsRefused(string json, string missing) =>
        Assert.That(() => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.Condition), Throws.InstanceOf<JsonException>().With.Message.Contains(missing));

    [Test]
    public void Reasons_are_the_words_that_servers_write()
    {
        var reasons = typeof(StatusReasons).GetFields(BindingFlags.Public | BindingFlags.Static);

        Assert.That(reasons, Is.Not.Empty);
        Assert.That(reasons.Where(field => !field.Name.Equals(field.GetRawConstantValue())), Is.Empty);
    }
}
