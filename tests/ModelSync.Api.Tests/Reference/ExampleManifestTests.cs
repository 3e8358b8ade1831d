using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Generator.Reference;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Reference;

/// <summary>The examples of the reference are valid, and none of their fields can be left out.</summary>
public sealed class ExampleManifestTests
{
    private static IEnumerable<ResourceInfo> Kinds => ApiKinds.All;

    [TestCaseSource(nameof(Kinds))]
    public void An_example_is_valid(ResourceInfo kind) => Assert.That(ErrorsOf(kind, Read(kind)), Is.Empty);

    [TestCaseSource(nameof(Kinds))]
    public void An_example_is_not_valid_without_one_of_its_fields(ResourceInfo kind)
    {
        var places = Places(Read(kind)["spec"]!).Select(static node => node.GetPath()).ToArray();

        Assert.That(places.Where(place => ErrorsOf(kind, Without(Read(kind), place)).Length == 0), Is.Empty, "these can be left out");
    }

    private static JsonObject Read(ResourceInfo kind) => (JsonObject)YamlReader.Read(ExampleManifests.Of(kind)).Single()!;

    private static string[] ErrorsOf(ResourceInfo kind, JsonObject manifest) =>
        [.. ApiValidator.Validate(kind, Encoding.UTF8.GetBytes(manifest.ToJsonString()), default).Select(static error => error.ToString())];

    // What is in a pod is for Kubernetes to judge.
    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members when node.GetPath() is not "$.spec.template.spec" => members.SelectMany(static member => Places(member.Value!).Prepend(member.Value!)),
        JsonArray items => items.SelectMany(static item => Places(item!)),
        _ => [],
    };

    private static JsonObject Without(JsonObject manifest, string place)
    {
        var node = Places(manifest["spec"]!).Single(node => node.GetPath() == place);
        ((JsonObject)node.Parent!).Remove(node.GetPropertyName());
        return manifest;
    }
}
