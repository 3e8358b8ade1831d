using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Tests.Versions;

public sealed class VersionDiffTests
{
    private static readonly ModelVersionSpec Base = new()
    {
        Model = "fraud",
        Version = "2.3.1+data.7",
        Components =
        [
            new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://r/w:1", Digest = "sha256:aa" },
            new ModelComponent { Name = "server", Role = ComponentRole.Image, Uri = "r/s:1", Digest = "sha256:bb" },
        ],
        RuntimeProfile = RuntimeProfile.OIP,
        Parameters = StringMap.Create([new("threshold", "0.7")]),
        Hyperparameters = StringMap.Create([new("depth", "6")]),
        Metrics = StringMap.Create([new("accuracy", "0.95")]),
        Schema = new ModelSchema
        {
            Inputs =
            [
                new TensorSchema { Name = "amount", Datatype = "FP32", Shape = [-1, 8] },
                new TensorSchema { Name = "country", Datatype = "BYTES", Shape = [1], Presence = TensorPresence.Optional },
            ],
            Outputs = [new TensorSchema { Name = "score", Datatype = "FP32", Shape = [-1] }],
        },
        Lineage = new ModelLineage
        {
            TrainingDataHash = "sha256:d1",
            Datasets = [new DatasetReference { Name = "tx", Digest = "sha256:t1", Uri = "s3://a" }],
            Features = ["age", "amount"],
        },
        Dependencies = new ModelDependencies
        {
            Framework = new FrameworkReference { Name = "pytorch", Version = "2.9" },
            Models = [new ModelDependency { Name = "embedder", Range = "^1.2" }],
        },
    };

    [Test]
    public void Nothing_is_demanded_for_what_callers_and_data_do_not_notice()
    {
        var diff = VersionDiff.Between(Base, Base with
        {
            Version = "2.3.2",
            Description = "other",
            Lifecycle = Lifecycle.Deprecated,
            Metrics = StringMap.Create([new("accuracy", "0.96")]),
            DeploymentTargets = ["prod"],
            Components = [Base.Components![1], Base.Components[0] with { Uri = "oci://mirror/w:1" }],
            Schema = Base.Schema! with { Inputs = [.. Base.Schema.Inputs!.Reverse()] },
            Lineage = Base.Lineage! with { RunId = "r2", Features = ["amount", "age"], Datasets = [Base.Lineage.Datasets![0] with { Uri = "s3://b" }] },
        });

        Assert.That(diff.Changes, Is.Empty);
        Assert.That(diff.Required, Is.EqualTo(BumpLevel.None));
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        var inputs = Base.Schema!.Inputs!;
        var outputs = Base.Schema.Outputs!;
        var lineage = Base.Lineage!;
        yield return Case(Inputs(inputs[1]), "Major schema.inputs[amount] was removed");
        yield return Case(Inputs(inputs[0] with { Datatype = "FP64" }, inputs[1]), "Major schema.inputs[amount].datatype changed from FP32 to FP64");
        yield return Case(Inputs(inputs[0] with { Shape = [1, 8] }, inputs[1]), "Major schema.inputs[amount].shape changed from [-1, 8] to [1, 8]");
        yield return Case(Inputs(inputs[0] with { Shape = [-1, -1] }, inputs[1]), "Minor schema.inputs[amount].shape changed from [-1, 8] to [-1, -1]");
        yield return Case(Inputs(inputs[0] with { Shape = [-1] }, inputs[1]), "Major schema.inputs[amount].shape changed from [-1, 8] to [-1]");
        yield return Case(Inputs(inputs[0] with { Shape = null }, inputs[1]), "Minor schema.inputs[amount].shape changed from [-1, 8] to any");
        yield return Case(Inputs(inputs[0], inputs[1] with { Presence = TensorPresence.Required }), "Major schema.inputs[country] became required");
        yield return Case(Inputs(inputs[0], inputs[1] with { Presence = null }), "Major schema.inputs[country] became required");
        yield return Case(Inputs(inputs[0] with { Presence = TensorPresence.Optional }, inputs[1]), "Minor schema.inputs[amount] became optional");
        yield return Case(Inputs([.. inputs, new TensorSchema { Name = "new" }]), "Major schema.inputs[new] was added and is required");
        yield return Case(Inputs([.. inputs, new TensorSchema { Name = "new", Presence = TensorPresence.Optional }]), "Minor schema.inputs[new] was added");
        yield return Case(Outputs(), "Major schema.outputs[score] was removed");
        yield return Case(Outputs(outputs[0] with { Datatype = "INT64" }), "Major schema.outputs[score].datatype changed from FP32 to INT64");
        yield return Case(Outputs(outputs[0] with { Shape = [4] }), "Minor schema.outputs[score].shape changed from [-1] to [4]");
        yield return Case(Outputs(outputs[0] with { Presence = TensorPresence.Optional }), "Major schema.outputs[score] became optional");
        yield return Case(Outputs(outputs[0], new TensorSchema { Name = "why" }), "Minor schema.outputs[why] was added");
        yield return Case(
            Base with { Schema = null },
            "Major schema.inputs[amount] was removed", "Major schema.inputs[country] was removed", "Major schema.outputs[score] was removed");
        yield return Case(Weights("sha256:cc"), "Patch components[weights] changed");
        yield return Case(Base with { Components = [Base.Components![0], Base.Components[1] with { Digest = "sha256:cc" }] }, "Patch components[server] changed");
        yield return Case(Base with { Components = [Base.Components![0]] }, "Patch components[server] was removed");
        yield return Case(
            Base with { Components = [Base.Components![0], Base.Components[1] with { Name = "other" }] },
            "Patch components[server] was removed", "Patch components[other] was added");
        yield return Case(Base with { RuntimeProfile = null }, "Patch runtimeProfile changed from OIP to HTTP");
        yield return Case(Base with { Parameters = StringMap.Create([new("threshold", "0.8")]) }, "Patch parameters[threshold] changed from 0.7 to 0.8");
        yield return Case(Base with { Parameters = null }, "Patch parameters[threshold] was removed");
        yield return Case(Base with { Hyperparameters = StringMap.Create([new("depth", "6"), new("eta", "1")]) }, "Patch hyperparameters[eta] was added");
        yield return Case(Base with { Dependencies = Base.Dependencies! with { Framework = null } }, "Patch dependencies.framework changed");
        yield return Case(
            Base with { Dependencies = Base.Dependencies! with { Models = [new ModelDependency { Name = "embedder", Range = "^2" }] } },
            "Patch dependencies.models[embedder] changed from ^1.2 to ^2");
        yield return Case(
            Base with { Lineage = lineage with { TrainingDataHash = "sha256:d2" } }, "Data lineage.trainingDataHash changed from sha256:d1 to sha256:d2");
        yield return Case(
            Base with { Lineage = lineage with { Datasets = [new DatasetReference { Name = "tx", Digest = "sha256:t2" }, new DatasetReference { Name = "more" }] } },
            "Data lineage.datasets[tx] changed", "Data lineage.datasets[more] was added");
        yield return Case(Base with { Lineage = lineage with { Datasets = null } }, "Data lineage.datasets[tx] was removed");
        yield return Case(Base with { Lineage = lineage with { Features = ["age"] } }, "Data lineage.features[amount] was removed");
        yield return Case(
            Base with { Lineage = lineage with { Features = ["age", "amount", "city"] } },
            "Minor lineage.features[city] was added", "Data lineage.features[city] was added");
        yield return Case(
            Weights("sha256:cc") with { Hyperparameters = null, Lineage = lineage with { TrainingDataHash = "sha256:d2" } },
            "Data lineage.trainingDataHash changed from sha256:d1 to sha256:d2");
    }

    [TestCaseSource(nameof(Changes))]
    public void Between_names_the_field_and_what_it_demands(ModelVersionSpec newer, string[] expected)
    {
        var diff = VersionDiff.Between(Base, newer);

        Assert.That(diff.Changes.Select(change => $"{change.Level} {change}"), Is.EqualTo(expected));
        Assert.That(diff.Required, Is.EqualTo(diff.Changes.Max(change => change.Level)));
        Assert.That(diff.DataMustRise, Is.EqualTo(expected.Any(change => change.StartsWith("Data", StringComparison.Ordinal))));
    }

    [Test]
    public void A_schema_that_is_declared_for_the_first_time_breaks_nobody()
    {
        var diff = VersionDiff.Between(Base with { Schema = null }, Base);

        Assert.That(
            diff.Changes.Select(change => $"{change.Level} {change}"),
            Is.EqualTo(["Minor schema.inputs was declared for the first time", "Minor schema.outputs was declared for the first time"]));
    }

    [TestCase(BumpLevel.None, "1.2.3", "1.2.4 1.2.3 1.2.2", "")]
    [TestCase(BumpLevel.Patch, "1.2.3", "1.2.4 1.3.0 2.0.0 1.2.4-rc.1", "1.2.3 1.2.3+data.1 1.2.2 1.2.3-rc.1")]
    [TestCase(BumpLevel.Minor, "1.2.3", "1.3.0 1.3.0-rc.1 2.0.0", "1.2.4 1.2.3")]
    [TestCase(BumpLevel.Major, "1.2.3", "2.0.0 2.0.0-rc.1", "1.3.0 1.2.4 0.9.0")]
    [TestCase(BumpLevel.Major, "0.2.3", "0.3.0 1.0.0", "0.2.4")]
    [TestCase(BumpLevel.Major, "2.0.0-rc.1", "2.0.0-rc.2 2.0.0", "2.0.0-rc.1 2.0.0-rc.1+data.1 2.0.0-beta")]
    [TestCase(BumpLevel.Major, "2.1.0-rc.1", "3.0.0", "2.1.0-rc.2 2.1.0 2.2.0")]
    [TestCase(BumpLevel.Minor, "2.1.0-rc.1", "2.1.0-rc.2 2.1.0 3.0.0", "2.0.9")]
    [TestCase(BumpLevel.Minor, "2.1.1-rc.1", "2.2.0", "2.1.1 2.1.2")]
    [TestCase(BumpLevel.Data, "1.2.3", "1.2.3+data.0 1.2.4+data.0 2.0.0+data.5", "1.2.4 1.2.3 1.2.2+data.1")]
    [TestCase(BumpLevel.Data, "1.2.3+data.7", "1.2.3+data.8 1.3.0+data.8", "1.2.4+data.7 1.2.4 1.2.3+data.6 1.2.2+data.8")]
    public void IsSatisfied_wants_the_step_that_tells_the_truth(BumpLevel level, string older, string enough, string tooSmall)
    {
        var diff = new VersionDiff { Changes = level is BumpLevel.None ? [] : [new VersionChange(level, "field", "changed")] };
        var from = SemanticVersion.Parse(older);

        Assert.Multiple(() =>
        {
            Assert.That(enough.Split(' ').Where(version => !diff.IsSatisfied(from, SemanticVersion.Parse(version))), Is.Empty, "enough");
            Assert.That(tooSmall.Split(' ').Where(version => version.Length > 0 && diff.IsSatisfied(from, SemanticVersion.Parse(version))), Is.Empty, "too small");
        });
    }

    [TestCase("2.3.2+data.7", "2.3.2+data.7 is too small a step from 2.3.1+data.7: schema.outputs[score] was removed, lineage.trainingDataHash changed from sha256:d1 to sha256:d2: use 3.0.0+data.8 or higher")]
    [TestCase("2.3.2+data.8", "2.3.2+data.8 is too small a step from 2.3.1+data.7: schema.outputs[score] was removed: use 3.0.0+data.8 or higher")]
    [TestCase("3.0.0", "3.0.0 is too small a step from 2.3.1+data.7: lineage.trainingDataHash changed from sha256:d1 to sha256:d2: use 3.0.0+data.8 or higher")]
    [TestCase("3.0.0+data.8", null)]
    public void FindError_names_the_fields_that_demand_more(string version, string? expected)
    {
        var diff = VersionDiff.Between(Base, Outputs() with { Lineage = Base.Lineage! with { TrainingDataHash = "sha256:d2" } });

        Assert.That(diff.FindError(SemanticVersion.Parse("2.3.1+data.7"), SemanticVersion.Parse(version)), Is.EqualTo(expected));
    }

    [Test]
    public void PinnedSpec_shows_new_weights_behind_the_same_tag()
    {
        var declared = Base with { Components = [Base.Components![0] with { Digest = null }] };
        var older = PinnedSpec.Of(declared, [new ResolvedComponent { Name = "weights", Uri = "oci://r/w@sha256:aa", Digest = "sha256:aa" }]);
        var newer = PinnedSpec.Of(declared, [new ResolvedComponent { Name = "weights", Uri = "oci://r/w@sha256:cc", Digest = "sha256:cc" }]);

        Assert.That(VersionDiff.Between(declared, declared).Changes, Is.Empty);
        Assert.That(VersionDiff.Between(older, newer).Changes.Select(change => change.ToString()), Is.EqualTo(["components[weights] changed"]));
        Assert.That(PinnedSpec.Of(declared, null), Is.SameAs(declared));
    }

    private static TestCaseData Case(ModelVersionSpec newer, params string[] expected) => new TestCaseData(newer, expected).SetArgDisplayNames(string.Join("; ", expected));

    private static ModelVersionSpec Inputs(params TensorSchema[] inputs) => Base with { Schema = Base.Schema! with { Inputs = inputs } };

    private static ModelVersionSpec Outputs(params TensorSchema[] outputs) => Base with { Schema = Base.Schema! with { Outputs = outputs } };

    private static ModelVersionSpec Weights(string digest) => Base with { Components = [Base.Components![0] with { Digest = digest }, Base.Components[1]] };
}
