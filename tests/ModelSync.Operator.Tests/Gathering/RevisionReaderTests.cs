using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Drift;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using static ModelSync.Operator.Tests.Gathering.PodSamples;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>A revision is what its Deployment, its pods and its endpoints together say; where they differ, the more careful one counts.</summary>
internal sealed class RevisionReaderTests
{
    private const string Revision = "abcdefghij";

    [Test]
    public void A_pod_carries_traffic_when_it_is_ready_and_an_endpoint()
    {
        var seen = Read(
            [Pod().Named("a").Ready("True", 60), Pod().Named("b").Ready("True", 60), Pod().Named("c").Ready("False", 60)],
            [Slice(Endpoint("a", true), Endpoint("c", true)), Slice(Endpoint("a", null), Endpoint("b", false), Endpoint("stranger", true))]);
        Assert.That((seen.Replicas, seen.ReadyEndpoints, seen.NotReadyFor), Is.EqualTo((3, 1, (TimeSpan?)null)));
    }

    [Test]
    public void With_minReadySeconds_no_more_count_than_the_Deployment_calls_available()
    {
        Pod[] pods = [Pod().Named("a").Ready("True", 5), Pod().Named("b").Ready("True", 60)];
        EndpointSlice[] slices = [Slice(Endpoint("a", true), Endpoint("b", true))];
        Assert.Multiple(() =>
        {
            Assert.That(Read(pods, slices, ""","minReadySeconds":30""", """{"availableReplicas":1}""").ReadyEndpoints, Is.EqualTo(1));
            Assert.That(Read(pods, slices, ""","minReadySeconds":30""", "{}").ReadyEndpoints, Is.Zero);
            Assert.That(Read(pods, slices, ""","minReadySeconds":0""", "{}").ReadyEndpoints, Is.EqualTo(2));
        });
    }

    [Test]
    public void Without_a_ready_pod_the_newest_end_of_readiness_counts() =>
        Assert.That(Read([Pod().Named("a").Ready("False", 86400), Pod().Named("b").Ready("Unknown", 4)], []).NotReadyFor, Is.EqualTo(TimeSpan.FromSeconds(4)));

    [Test]
    public void A_pod_that_is_ready_before_its_endpoint_is_there_is_not_down_since_yesterday()
    {
        var day = 86400;
        Assert.Multiple(() =>
        {
            Assert.That(Read([Pod().Ready("True", day)], []).NotReadyFor, Is.EqualTo(TimeSpan.Zero));
            Assert.That(Read([Pod().Named("a").Ready("True", day), Pod().Named("b").Ready("False", day)], [Slice(Endpoint("a", false))]).NotReadyFor, Is.EqualTo(TimeSpan.Zero));
        });
    }

    [Test]
    public void A_pod_that_never_said_anything_is_not_ready_since_it_was_made() =>
        Assert.That(Read([Pod()], []).NotReadyFor, Is.EqualTo(TimeSpan.FromHours(1)));

    [Test]
    public void Without_pods_and_with_a_clock_that_is_behind_it_is_not_ready_for_no_time()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read([], []).NotReadyFor, Is.EqualTo(TimeSpan.Zero));
            Assert.That(Read([Pod().Ready("False", -30)], []).NotReadyFor, Is.EqualTo(TimeSpan.Zero));
        });
    }

    [Test]
    public void Pods_that_end_are_counted_apart_and_those_that_have_ended_not_at_all()
    {
        var ending = Pod().Named("a").Ready("True", 60);
        ending = ending with { Metadata = ending.Metadata with { DeletionTimestamp = Before(1) } };
        var evicted = Pod().Named("b");
        evicted = evicted with { Status = evicted.Status! with { Phase = "Failed" } };
        var seen = Read([ending, evicted], [Slice(Endpoint("a", true))]);
        Assert.That((seen.Replicas, seen.TerminatingPods, seen.ReadyEndpoints), Is.EqualTo((0, 1, 0)));
    }

    [Test]
    public void Pods_that_are_refused_are_told_in_the_servers_words_unless_pods_themselves_have_a_problem()
    {
        const string Failure = """{"conditions":[{"type":"ReplicaFailure","status":"True","message":"exceeded quota: team"}]}""";
        Assert.Multiple(() =>
        {
            Assert.That(Read([], [], status: Failure).Problem, Is.EqualTo(new PodProblem(PodProblemKind.Refused, "exceeded quota: team")));
            Assert.That(Read([Pod(Container().Waiting("ErrImagePull"))], [], status: Failure).Problem?.Kind, Is.EqualTo(PodProblemKind.ImagePull));
            Assert.That(Read([], [], status: Failure.Replace("\"True\"", "\"False\"", StringComparison.Ordinal)).Problem, Is.Null);
        });
    }

    [TestCase("", 1)]
    [TestCase(",\"replicas\":0", 0)]
    [TestCase(",\"replicas\":7", 7)]
    public void A_Deployment_asks_for_one_replica_unless_it_says_how_many(string replicas, int expected) =>
        Assert.That(Read([], [], replicas).DesiredReplicas, Is.EqualTo(expected));

    [Test]
    public void An_object_drifts_when_it_is_missing_or_differs_from_what_was_applied_and_without_a_record_nobody_knows()
    {
        var record = Record();
        var sealedOne = Sealed(record, replicas: 3);
        var edited = Objects.Parse(sealedOne.Raw().ToString().Replace("\"image\":\"one\"", "\"image\":\"two\"", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(Read(Parts(sealedOne), record).IsDrifted, Is.False);
            Assert.That(Read(Parts(edited), record).IsDrifted, Is.True);
            Assert.That(Read(Parts(edited), record: null).IsDrifted, Is.False);
            Assert.That(Read(Parts(sealedOne), record with { Service = RawJson.From("{}") }).IsDrifted, Is.True);
            Assert.That(Read(Parts(sealedOne), record with { DisruptionBudget = RawJson.From("{}") }).IsDrifted, Is.False, "a cluster without such a kind misses none");
            Assert.That(Read(Parts(sealedOne) with { CanHaveBudget = true }, record with { DisruptionBudget = RawJson.From("{}") }).IsDrifted, Is.True);
        });
    }

    private static RevisionObservation Read(IReadOnlyList<Pod> pods, IReadOnlyList<EndpointSlice> slices, string spec = "", string status = "{}") =>
        Read(Parts(Deployment($"{{\"paused\":false{spec}}}", status)) with { Pods = pods, Slices = slices }, record: null);

    private static RevisionObservation Read(RevisionParts parts, RevisionRecord? record) => new RevisionReader(Now).Read(parts, record);

    private static RevisionParts Parts(DynamicObject deployment) => new() { Revision = Revision, Deployment = deployment };

    private static DynamicObject Deployment(string spec, string status, string metadata = "") =>
        Objects.Parse($"{{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{Objects.Owned("fraud-" + Revision, metadata)},\"spec\":{spec},\"status\":{status}}}");

    private static DynamicObject Sealed(RevisionRecord record, int replicas)
    {
        var intent = DeploymentIntent.Deployment(record, replicas);
        return Deployment($"{{\"replicas\":{replicas},\"image\":\"one\"}}", "{}", $",\"annotations\":{{\"{ObjectKeys.Applied}\":\"{DriftDetector.Seal(intent, intent)}\"}}");
    }

    private static RevisionRecord Record() => new()
    {
        Revision = Revision,
        Inputs = new RevisionInputs
        {
            PackageDigest = "sha256:0",
            Version = "1.0.0",
            Template = RawJson.From("{}"),
            Ports = [],
            Delivery = DeliveryMode.Env,
            ServingContainer = "server",
        },
        Plan = new RolloutPlan { Strategy = new RolloutStrategy(), Gates = [], Traffic = new TrafficSpec(), ProgressDeadline = TimeSpan.FromMinutes(10), OnFailure = FailureMode.Rollback },
        Deployment = RawJson.From("""{"spec":{"image":"one"}}"""),
    };

    private static EndpointSlice Slice(params IReadOnlyList<SliceEndpoint> endpoints) => new() { Metadata = new ObjectMeta(), Endpoints = endpoints };

    private static SliceEndpoint Endpoint(string pod, bool? isReady) =>
        new() { Conditions = new SliceConditions { Ready = isReady }, TargetRef = new SliceTarget { Kind = "Pod", Name = pod } };
}
