using ModelSync.Api.Generator;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Schema;

/// <summary>Every place of every schema can be listed, and is bounded.</summary>
public sealed class SchemaWalkerTests
{
    private static IReadOnlyList<ResourceInfo> Kinds => ApiKinds.All;

    [Test]
    public void Leaves_lie_below_lists_maps_and_objects()
    {
        var rollout = SchemaWalker.Leaves(ModelRollout.Resource).Select(place => place.Path).ToArray();

        Assert.That(rollout, Is.SupersetOf(new[]
        {
            "spec.strategy.canary.steps[].setWeight", "spec.strategy.canary.steps[].gate.args{}", "spec.template.spec", "spec.traffic.gatewayAPI.route.hostnames[]",
            "spec.traffic.gatewayAPI.route.matches[]", "spec.placement.waves[].selector.matchExpressions[].values[]", "status.conditions[].type", "status.step.index",
        }));
        Assert.That(rollout, Is.Unique);
        Assert.That(SchemaWalker.Leaves(ModelVersion.Resource).Select(place => place.Path), Has.Member("spec.metrics{}").And.Member("spec.schema.inputs[].shape[]"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_schema_that_is_carried_is_the_one_of_the_records(ResourceInfo kind)
    {
        var built = KindModel.All(XmlDocumentation.OfApi()).Single(model => model.Info == kind).Schema;

        Assert.That(CompactSchema.Write(ApiSchemas.Of(kind)), Is.EqualTo(CompactSchema.Write(built)), "run 'make manifests' and build again");
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_leaf_is_bounded(ResourceInfo kind) =>
        Assert.That(SchemaWalker.Leaves(kind).Where(place => !IsBounded(place.Node)).Select(place => place.Path), Is.Empty);

    [TestCaseSource(nameof(Kinds))]
    public void Every_list_and_map_is_bounded(ResourceInfo kind) =>
        Assert.That(SchemaWalker.Places(kind).Where(place => place.Node is { Type: SchemaType.List or SchemaType.Map, MaxSize: null }).Select(place => place.Path), Is.Empty);

    [TestCaseSource(nameof(Kinds))]
    public void The_keys_of_map_lists_are_required_or_have_defaults(ResourceInfo kind)
    {
        var missing = from place in SchemaWalker.Places(kind)
                      where place.Node.ListKind == ListKind.Map
                      from key in place.Node.ListKeys
                      let item = place.Node.Items!
                      where !item.Required.Contains(key) && !item.Properties[key].HasDefault
                      select $"{place.Path}.{key}";

        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Conditions_are_a_map_by_type(ResourceInfo kind)
    {
        var conditions = SchemaWalker.Places(kind).Single(place => place.Path == "status.conditions").Node;

        Assert.That(conditions.ListKeys, Is.EqualTo(new[] { "type" }));
        Assert.That(conditions.Items!.Properties.Keys, Is.SupersetOf(conditions.Items.Required));
    }

    private static bool IsBounded(SchemaNode node) => node.Type switch
    {
        SchemaType.Int32 or SchemaType.Int64 => node is { Minimum: not null, Maximum: not null },
        SchemaType.IntOrString => node is { Minimum: not null, Maximum: not null, MaxSize: not null },
        SchemaType.String => node.MaxSize is not null || node.Values.Count > 0,
        SchemaType.FreeForm => node.MaxSize is not null,
        SchemaType.Object => true,
        _ => node.Type is SchemaType.Boolean or SchemaType.Time,
    };
}
