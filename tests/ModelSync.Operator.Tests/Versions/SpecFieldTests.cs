using ModelSync.Api.Schema;
using ModelSync.Api.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>No field of a version is passed over: each is acted on by somebody, or refused. A new one belongs in this list, with who acts on it.</summary>
public sealed class SpecFieldTests
{
    private static readonly Dictionary<string, string> ActedOn = new(StringComparer.Ordinal)
    {
        ["model"] = "name, policies, uses",
        ["version"] = "name, order, uses",
        ["lifecycle"] = "VersionState, rollouts",
        ["description"] = "people; requiredMetadata",
        ["packageDigest"] = "VersionPins",
        ["pullSecrets"] = "PullSecretReader",
        ["components"] = "VersionResolver",
        ["runtimeProfile"] = "package digest, gates",
        ["parameters"] = "package digest, pods",
        ["schema"] = "package digest, versioning",
        ["lineage"] = "package digest, deny, requiredMetadata",
        ["hyperparameters"] = "requiredMetadata",
        ["metrics"] = "package digest, metricFloors, regression",
        ["dependencies"] = "requiredMetadata",
        ["deploymentTargets"] = "TargetCheck",
        ["documents"] = "requiredMetadata",
    };

    [Test]
    public void Every_field_of_the_spec_is_acted_on()
    {
        var spec = ApiSchemas.Of(ModelVersion.Resource).Properties["spec"];

        Assert.That(spec.Properties.Keys, Is.EquivalentTo(ActedOn.Keys));
    }
}
