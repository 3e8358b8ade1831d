using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Tests.Digests;

/// <summary>Packages whose digests may never change.</summary>
internal static class Packages
{
    public static ModelVersionSpec Small { get; } = new()
    {
        Model = "fraud-detector",
        Version = "1.0.0",
        Components = [new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:1.0.0" }],
    };

    public static ModelVersionSpec Full { get; } = new()
    {
        Model = "fraud-detector",
        Version = "2.3.1+data.7",
        Lifecycle = Lifecycle.Active,
        Description = "Knows cards.",
        PullSecrets = [new LocalReference { Name = "b" }, new LocalReference { Name = "a" }],
        Components =
        [
            new ModelComponent { Name = "server", Role = ComponentRole.Image, Uri = "registry.example/serving/fraud:1.9" },
            new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:2.3.1", Digest = Digest('a') },
        ],
        RuntimeProfile = RuntimeProfile.OIP,
        Parameters = StringMap.Create([new("threshold", "0.7"), new("label", "Betrug? <ja> \"ü\" 😀\n")]),
        Schema = new ModelSchema
        {
            Inputs =
            [
                new TensorSchema { Name = "country", Datatype = "BYTES", Shape = [1], Presence = TensorPresence.Optional },
                new TensorSchema { Name = "amount", Datatype = "FP32", Shape = [-1, 8], Presence = TensorPresence.Required },
            ],
            Outputs = [new TensorSchema { Name = "score", Datatype = "FP32", Shape = [-1] }],
        },
        Lineage = new ModelLineage
        {
            RunId = "run-12",
            TrainingDataHash = Digest('d'),
            Datasets = [new DatasetReference { Name = "tx", Digest = Digest('e'), Uri = "s3://data/tx" }, new DatasetReference { Name = "cards" }],
            Code = new CodeReference { Repository = "https://git.example/fraud", Commit = "0123456" },
            Features = ["velocity", "amount"],
            TrainedAt = KubeTime.Parse("2026-03-01T12:00:00Z"),
            Parent = "2.3.0",
        },
        Hyperparameters = StringMap.Create([new("depth", "6")]),
        Metrics = StringMap.Create([new("recall", "0.86"), new("accuracy", "0.953")]),
        Dependencies = new ModelDependencies
        {
            Framework = new FrameworkReference { Name = "pytorch", Version = "2.9" },
            Libraries = StringMap.Create([new("numpy", "2.3")]),
            Models = [new ModelDependency { Name = "embedder", Range = "^1.2" }, new ModelDependency { Name = "accounts", Range = "*" }],
        },
        DeploymentTargets = ["staging", "prod"],
        Documents = [new ModelDocument { Kind = "ModelCard", Uri = "https://docs.example/card", Sha256 = new string('c', 64) }, new ModelDocument { Kind = "Audit" }],
    };

    public static IEnumerable<(string Name, ModelVersionSpec Spec, IReadOnlyList<ResolvedComponent> Resolved)> All =>
    [
        ("One component, nothing else", Small, Pins(Small)),
        ("Everything", Full, Pins(Full)),
        ("A directory of a volume, known by its address alone", Small, [new ResolvedComponent { Name = "weights", Uri = "pvc://models/fraud", Strength = DigestStrength.Weak }]),
        ("A declared hash, worth as much as its source", Small,
            [new ResolvedComponent { Name = "weights", Uri = "https://hub.example/fraud", Digest = Digest('a'), Strength = DigestStrength.Provider }]),
    ];

    public static string Digest(char digit) => $"sha256:{new string(digit, 64)}";

    /// <summary>A pin of full strength for every component.</summary>
    public static IReadOnlyList<ResolvedComponent> Pins(ModelVersionSpec spec) =>
    [
        .. spec.Components!.Select(component => new ResolvedComponent
        {
            Name = component.Name,
            Uri = $"{component.Uri}@{component.Digest ?? Digest('b')}",
            Digest = component.Digest ?? Digest('b'),
            Strength = DigestStrength.Content,
            Size = 12,
        }),
    ];

    public static ModelVersionSpec WithInput(TensorPresence? presence) =>
        Full with { Schema = new ModelSchema { Inputs = [new TensorSchema { Name = "amount", Datatype = "FP32", Presence = presence }] } };

    /// <summary>The same package with every list in another order.</summary>
    public static ModelVersionSpec Shuffled(ModelVersionSpec spec, int seed) => spec with
    {
        PullSecrets = Shuffled(spec.PullSecrets, seed),
        Components = Shuffled(spec.Components, seed / 2),
        Schema = spec.Schema! with { Inputs = Shuffled(spec.Schema.Inputs, seed / 4), Outputs = Shuffled(spec.Schema.Outputs, seed / 8) },
        Lineage = spec.Lineage! with { Datasets = Shuffled(spec.Lineage.Datasets, seed / 16), Features = Shuffled(spec.Lineage.Features, seed / 32) },
        Dependencies = spec.Dependencies! with { Models = Shuffled(spec.Dependencies.Models, seed / 64) },
        DeploymentTargets = Shuffled(spec.DeploymentTargets, seed / 128),
        Documents = Shuffled(spec.Documents, seed / 256),
    };

    public static string Golden()
    {
        using var stream = typeof(Packages).Assembly.GetManifestResourceStream("packages.golden.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static T[] Shuffled<T>(IReadOnlyList<T>? items, int seed) => seed % 2 == 0 ? [.. items!] : [.. items!.Reverse()];
}
