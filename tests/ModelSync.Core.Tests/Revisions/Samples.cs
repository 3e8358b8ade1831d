using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Revisions;

/// <summary>One rollout of a fraud detector, as the tests of revisions use it.</summary>
internal static class Samples
{
    public const string Digest = "sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a";

    public static readonly RolloutIdentity Identity = new() { Name = "fraud", Namespace = "payments", Uid = "6f1c0b0e-1111-4222-8333-944445555666", Model = "fraud-detector" };

    public static RawJson Template { get; } = RawJson.From(
        """
        {"metadata":{"labels":{"team":"risk","modelsync.io/revision":"mine"}},"spec":{
          "initContainers":[{"name":"fetch","image":"registry.example/fetch:1","args":["$(MODEL_URI)"]}],
          "containers":[
            {"name":"proxy","image":"registry.example/proxy:1"},
            {"name":"server","image":"registry.example/serving/fraud:old","args":["--model","$(MODEL_URI)"],"env":[{"name":"LOG","value":"$(MODEL_NAME)"}],
             "ports":[{"name":"http","containerPort":8080}],"resources":{"limits":{"memory":"1024Mi","cpu":"500m"}}}]}}
        """);

    public static ModelRollout Rollout { get; } = new()
    {
        Metadata = new ObjectMeta { Name = "fraud", Namespace = "payments", Uid = "6f1c0b0e-1111-4222-8333-944445555666" },
        Spec = new ModelRolloutSpec { Model = "fraud-detector", MinReadySeconds = 5, DisruptionBudget = new DisruptionBudget { MaxUnavailable = 1 } },
    };

    public static IReadOnlyList<ServicePortSpec> Ports { get; } =
    [
        new ServicePortSpec { Name = "http", Port = 80, TargetPort = (IntOrString)"http" },
        new ServicePortSpec { Name = "metrics", Port = 9090, AppProtocol = "http" },
    ];

    public static RevisionInputs Inputs { get; } = new()
    {
        PackageDigest = Digest,
        Version = "2.3.1+data.7",
        Template = Template,
        Ports = Ports,
        Delivery = DeliveryMode.Env,
        ServingContainer = "server",
    };

    public static RevisionRecord Record { get; } = RecordOf(Inputs);

    public static VersionObservation Version { get; } = new()
    {
        Version = "2.3.1+data.7",
        PackageDigest = Digest,
        Lifecycle = Lifecycle.Active,
        IsReady = true,
        Spec = new ModelVersionSpec
        {
            Model = "fraud-detector",
            RuntimeProfile = RuntimeProfile.OIP,
            Parameters = StringMap.Empty.With("threshold", "0.7").With("price-format", "$(amount)"),
            Components =
            [
                new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:2.3.1" },
                new ModelComponent { Name = "server", Role = ComponentRole.Image, Uri = "registry.example/serving/fraud:1.9" },
                new ModelComponent { Name = "feature-schema", Role = ComponentRole.FeatureSchema, Uri = "oci://registry.example/models/schema:4" },
            ],
        },
        Components =
        [
            new ResolvedComponent { Name = "weights", Uri = "oci://registry.example/models/fraud@" + Digest, Digest = Digest },
            new ResolvedComponent { Name = "server", Uri = "registry.example/serving/fraud:1.9", Digest = Digest },
            new ResolvedComponent { Name = "feature-schema", Uri = "oci://registry.example/models/schema@" + Digest, Digest = Digest },
        ],
    };

    public static RevisionRecord RecordOf(RevisionInputs inputs) => new()
    {
        Revision = RevisionIdentity.Of(inputs),
        Inputs = inputs,
        Plan = new RolloutPlan
        {
            Strategy = new RolloutStrategy { Type = StrategyType.Canary, BakeSeconds = 120 },
            Gates = [new PlannedGate { Name = "step-1/smoke", Gate = new GateReference { Name = "smoke" }, Step = 1, Args = StringMap.Empty.With("path", "/") }],
            Traffic = new TrafficSpec { Type = TrafficType.Service },
            ProgressDeadline = TimeSpan.FromMinutes(10),
            OnFailure = FailureMode.Rollback,
        },
    };

    public static RevisionRecord Rendered(RevisionInputs? inputs = null, VersionObservation? version = null)
    {
        var rendering = DeploymentIntent.Render(Rollout, RecordOf(inputs ?? Inputs), version ?? Version);
        Assert.That(rendering.Impediment, Is.Null);
        return rendering.Value!;
    }

    public static string Refusal(RevisionInputs? inputs = null, VersionObservation? version = null)
    {
        var rendering = DeploymentIntent.Render(Rollout, RecordOf(inputs ?? Inputs), version ?? Version);
        Assert.That(rendering.IsRendered, Is.False);
        return $"{rendering.Impediment!.Reason}: {rendering.Impediment.Message}";
    }
}
