using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Registries;
using Moq;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>What is written and asked, and what is not: with real caches, a simulated API server and a simulated clock.</summary>
[CancelAfter(120_000)]
public sealed class ModelVersionReconcilerTests
{
    private const string Reference = "oci://registry.example/models/fraud:1.0.0";
    private const string Name = "fraud-1.0.0";

    [Test]
    public async Task A_version_is_pinned_with_two_writes_and_then_left_alone(CancellationToken ct)
    {
        await using var scene = Scene();
        var process = scene.NewProcess();

        var result = await scene.ReconcileAsync(process, Name, ct);

        var version = await scene.SeeAsync(Name, ct);
        Assert.That(version.Status!.Phase, Is.EqualTo(ModelVersionPhase.Ready));
        Assert.That(version.Status.Components!.Single().Uri, Is.EqualTo($"oci://registry.example/models/fraud@{Sample.Digest}"));
        Assert.That(scene.Writes, Is.EqualTo(2));
        Assert.That(result.RequeueAfter, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(67)), "the tag is looked at");
        scene.Recorder.Verify(recorder => recorder.Record(It.IsAny<IKubernetesObject>(), EventType.Normal, "Pinned", It.IsAny<string>(), null), Times.Once);
        await scene.ReconcileAsync(process, Name, ct);
        Assert.That((scene.Writes, scene.Registry.Resolved.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_tag_that_moves_is_noticed_within_the_hour_and_the_pin_stays(CancellationToken ct)
    {
        await using var scene = Scene();
        var process = scene.NewProcess();
        var result = await scene.ReconcileAsync(process, Name, ct);
        scene.Registry.Answers[Reference] = new RegistryManifest(Sample.OtherDigest, null);

        scene.Clock.Advance(result.RequeueAfter!.Value);
        result = await scene.ReconcileAsync(process, Name, ct);

        var status = (await scene.SeeAsync(Name, ct)).Status!;
        Assert.That(status.Condition("UpstreamMutated").Status, Is.EqualTo("True"));
        Assert.That(status.Components!.Single().Digest, Is.EqualTo(Sample.Digest));
        Assert.That((scene.Registry.Resolved.Count, scene.Registry.Peeked.Count), Is.EqualTo((1, 1)));
        Assert.That(result.RequeueAfter, Is.InRange(TimeSpan.FromMinutes(53), TimeSpan.FromMinutes(67)));
        var writes = scene.Writes;
        scene.Clock.Advance(result.RequeueAfter!.Value);
        await scene.ReconcileAsync(process, Name, ct);
        Assert.That((scene.Registry.Peeked.Count, scene.Writes), Is.EqualTo((2, writes)), "the same is not told twice");
    }

    [Test]
    public async Task A_failure_is_tried_again_with_growing_pauses_and_mends(CancellationToken ct)
    {
        await using var scene = Scene();
        scene.Registry.Answers.Clear();
        var process = scene.NewProcess();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            pauses.Add((await scene.ReconcileAsync(process, Name, ct)).RequeueAfter!.Value);
            scene.Clock.Advance(pauses[^1] + TimeSpan.FromSeconds(1));
        }

        Assert.That(pauses, Is.Ordered);
        Assert.That(scene.Registry.Resolved, Has.Count.EqualTo(4));
        Assert.That(scene.Writes, Is.EqualTo(2), "the same failure is written once");
        scene.Registry.Answers[Reference] = new RegistryManifest(Sample.Digest, 7);
        await scene.ReconcileAsync(process, Name, ct);
        Assert.That((await scene.SeeAsync(Name, ct)).Status!.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [Test]
    public async Task A_registry_that_is_busy_is_no_failure(CancellationToken ct)
    {
        await using var scene = Scene();
        scene.Registry.Answers[Reference] = new RegistryFailure(RegistryProblem.RegistryBusy, "x: y");

        var result = await scene.ReconcileAsync(scene.NewProcess(), Name, ct);

        Assert.That((await scene.SeeAsync(Name, ct)).Status!.Condition("Resolved").Status, Is.EqualTo("Unknown"));
        Assert.That(result.RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_missing_pull_secret_is_told_only_where_it_would_have_been_needed(CancellationToken ct)
    {
        await using var scene = Scene(Sample.Version.With(spec => spec with { PullSecrets = [new ModelSync.Api.LocalReference { Name = "gone" }] }));

        await scene.ReconcileAsync(scene.NewProcess(), Name, ct);

        Assert.That((await scene.SeeAsync(Name, ct)).Status!.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [Test]
    public async Task Somebody_elses_write_between_reading_and_writing_is_a_conflict_and_not_an_error(CancellationToken ct)
    {
        await using var scene = Scene();
        var old = await scene.SeeAsync(Name, ct);
        await scene.Client.Resource<ModelVersion>().PatchAsync(
            old.Metadata.Key, Kubernetes.Patching.Patch.Merge("""{"metadata":{"labels":{"a":"b"}}}"""u8), options: null, ct);

        var result = await scene.NewProcess().ReconcileAsync(old, scene.Context(), ct);

        Assert.That(result.RequeueAfter, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(scene.Registry.Resolved, Is.Empty);
        await scene.ReconcileAsync(scene.NewProcess(), Name, ct);
        Assert.That((await scene.SeeAsync(Name, ct)).Status!.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [Test]
    public async Task A_status_that_the_server_refuses_is_tried_again_later(CancellationToken ct)
    {
        await using var scene = Scene();
        scene.Api.Faults.FailNext(
            request => request.Subresource is "status",
            new KubernetesApiException(new ApiStatus { Code = 422, Reason = "Invalid", Message = "status.phase: Unsupported value" }, "PATCH"));

        var result = await scene.ReconcileAsync(scene.NewProcess(), Name, ct);

        Assert.That(result.RequeueAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Two_thousand_versions_make_no_call_and_no_write_at_a_restart_and_one_look_each_in_the_hour(CancellationToken ct)
    {
        await using var scene = new SimulatedScene();
        var names = new List<string>();
        for (var i = 0; i < 2000; i++)
        {
            var version = Numbered(i);
            names.Add(version.Metadata.Name!);
            scene.Put(i % 10 == 0 ? Failed(version) : Sample.Pinned(version));
            scene.Registry.Answers[$"oci://registry.example/models/fraud:{i}"] = new RegistryManifest(Sample.Digest, 7);
        }

        scene.Clock.Advance(TimeSpan.FromDays(1));
        var restarted = scene.NewProcess();
        await scene.Informers.WaitForSyncAsync(ct);
        var due = new PriorityQueue<string, DateTimeOffset>();
        foreach (var name in names)
        {
            due.Enqueue(name, await ReconcileAsync(name));
        }

        Assert.That((scene.Registry.Resolved.Count, scene.Registry.Peeked.Count, scene.Writes), Is.EqualTo((0, 0, 0)));
        var end = scene.Clock.GetUtcNow() + TimeSpan.FromMinutes(67);
        while (due.TryPeek(out var name, out var at) && at <= end)
        {
            scene.Clock.Advance(at > scene.Clock.GetUtcNow() ? at - scene.Clock.GetUtcNow() : TimeSpan.Zero);
            due.DequeueEnqueue(name, await ReconcileAsync(name));
        }

        Assert.That(scene.Registry.Peeked.Distinct(StringComparer.Ordinal).Count(), Is.GreaterThanOrEqualTo(1800));
        Assert.That(scene.Registry.Peeked, Has.Count.LessThan(2 * 2000));
        Assert.That(scene.Registry.Resolved, Has.Count.EqualTo(200), "those that had failed are tried at their own times");

        async Task<DateTimeOffset> ReconcileAsync(string name)
        {
            var result = await scene.ReconcileAsync(restarted, name, ct);
            return scene.Clock.GetUtcNow() + (result.RequeueAfter ?? TimeSpan.FromDays(1));
        }
    }

    private static ModelVersion Numbered(int i)
    {
        var version = Sample.Version.With(spec => spec with
        {
            Version = $"1.0.{i}",
            Components = [Sample.Weights with { Uri = $"oci://registry.example/models/fraud:{i}" }],
        });
        var uid = $"9c0c7a3e-0000-0000-0000-{i:000000000000}";
        return version with { Metadata = version.Metadata with { Name = $"fraud-1.0.{i}", Uid = uid, ResourceVersion = null } };
    }

    private static ModelVersion Failed(ModelVersion version)
    {
        var failure = new Operator.Versions.ResolutionFailure("ArtifactNotFound", "a: b");
        return Sample.After(Sample.Snapshot(version) with { Resolution = new Operator.Versions.Resolution { Failure = failure } });
    }

    private static SimulatedScene Scene(ModelVersion? version = null)
    {
        var scene = new SimulatedScene();
        scene.Put(version ?? Sample.Version);
        scene.Registry.Answers[Reference] = new RegistryManifest(Sample.Digest, 7);
        return scene;
    }
}
