using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Api.Tests.Schema;

/// <summary>What the schema allows, the records read and write without loss.</summary>
public sealed class RoundTripTests
{
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelVersions() => Survives<ModelVersion>();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelRollouts() => Survives<ModelRollout>();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelGates() => Survives<ModelGate>();

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public Property ClusterModelGates() => Survives<ClusterModelGate>();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelPolicies() => Survives<ModelPolicy>();

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public Property ClusterModelPolicies() => Survives<ClusterModelPolicy>();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelApprovals() => Survives<ModelApproval>();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ModelClusters() => Survives<ModelCluster>();

    private static Property Survives<T>()
        where T : class, IResource<T> =>
        Prop.ForAll(SchemaJson.Of(T.Resource).ToArbitrary(), json =>
        {
            using var document = JsonDocument.Parse(json.ToJsonString());
            Assert.That(StructuralValidator.Validate(ApiSchemas.Of(T.Resource), document.RootElement), Is.Empty);

            var read = JsonSerializer.Deserialize(document.RootElement, T.TypeInfo)!;
            var written = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(read, T.TypeInfo))!;

            Assert.That(JsonNode.DeepEquals(written, json), Is.True, $"{json.ToJsonString()}\nbecame\n{written.ToJsonString()}");
        });
}
