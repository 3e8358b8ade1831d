using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Tests.Gates;

/// <summary>Scenes and requests with sensible values for all that a test does not care about.</summary>
internal static class TestScenes
{
    public const string Candidate = "candidate0";
    public const string Stable = "stable0000";

    public static NamespacedName Rollout { get; } = new("shop", "fraud");

    public static GateScene Scene(string ns = "shop", string name = "fraud", long epoch = 1) => new()
    {
        Rollout = new RolloutIdentity { Namespace = ns, Name = name, Uid = $"uid-{ns}-{name}", Model = "fraud" },
        Epoch = epoch,
        Candidate = Revision(Candidate, "2.0.0"),
        Stable = Revision(Stable, "1.0.0"),
    };

    public static SceneRevision Revision(
        string revision, string version, RuntimeProfile profile = RuntimeProfile.OIP, IReadOnlyList<ServicePortSpec>? ports = null, string? template = null) => new()
        {
            Service = $"fraud-{revision}",
            Pods = [],
            Version = new VersionObservation
            {
                Version = version,
                Lifecycle = Lifecycle.Active,
                IsReady = true,
                Spec = new ModelVersionSpec
                {
                    Model = "fraud",
                    Version = version,
                    RuntimeProfile = profile,
                    Components = [new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/fraud:2" }],
                },
                Components = [new ResolvedComponent { Name = "weights", Uri = "oci://registry.example/fraud@sha256:abc" }],
            },
            Record = new RevisionRecord
            {
                Revision = revision,
                Inputs = new RevisionInputs
                {
                    PackageDigest = "sha256:" + new string('a', 64),
                    Version = version,
                    Template = RawJson.From(template ?? """{"spec":{"containers":[{"name":"server","ports":[{"name":"web","containerPort":8080}]}]}}"""),
                    Ports = ports ?? [new ServicePortSpec { Name = "http", Port = 80, TargetPort = 8080 }],
                    Delivery = DeliveryMode.Env,
                    ServingContainer = "server",
                },
                Plan = new RolloutPlan
                {
                    Strategy = new RolloutStrategy(),
                    Gates = [],
                    Traffic = new TrafficSpec(),
                    ProgressDeadline = TimeSpan.FromMinutes(10),
                    OnFailure = FailureMode.Rollback,
                },
            },
        };

    public static PlannedGate Gate(string name, ModelGateSpec spec, StringMap? args = null) =>
        new() { Name = name, Gate = new GateReference { Kind = GateKind.ModelGate, Name = name }, Spec = spec, Args = args };

    public static GateRequest Request(PlannedGate gate, long epoch = 1, GatePhase phase = GatePhase.Progress) => new()
    {
        Key = new GateKey(ClusterName.Local, gate.Name, phase, epoch),
        Gate = gate,
        Candidate = Candidate,
        Stable = Stable,
    };

    public static MeasurementContext Context(PlannedGate gate, GateScene scene, int number = 0) => new()
    {
        Request = Request(gate, scene.Epoch),
        Scene = scene,
        Settings = GateSettings.From(gate.Spec!),
        Number = number,
    };

    /// <summary>Args by name.</summary>
    public static StringMap Args(params (string Name, string Value)[] args) => StringMap.Create([.. args.Select(arg => KeyValuePair.Create(arg.Name, arg.Value))]);
}
