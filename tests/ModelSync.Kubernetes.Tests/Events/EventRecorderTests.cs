using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Events;

/// <summary>What is recorded, and that recording never waits and never throws (pitfall 27).</summary>
public sealed class EventRecorderTests : EventFixture
{
    private static readonly CancellationToken Stopped = new(canceled: true);

    [Test]
    public async Task An_Event_has_what_kubectl_describe_looks_for()
    {
        var recorder = Create();
        recorder.Record(About, EventType.Warning, "Aborted", "error rate 12 % > 1 %", "RollBack");
        await recorder.RunAsync(Stopped);

        var json = JsonSerializer.Serialize(Cluster.Only, Event.TypeInfo);
        var nanoseconds = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        Assert.That(json, Is.EqualTo(
            $$"""{"metadata":{"name":"web.{{nanoseconds:x}}","namespace":"shop"}"""
            + ""","involvedObject":{"apiVersion":"v1","kind":"ConfigMap","namespace":"shop","name":"web","uid":"uid-web","resourceVersion":"7"}"""
            + ""","type":"Warning","reason":"Aborted","message":"error rate 12 % \u003E 1 %","action":"RollBack","count":1"""
            + ""","firstTimestamp":"2030-01-01T12:00:00Z","lastTimestamp":"2030-01-01T12:00:00Z","source":{"component":"modelsync.io/test"}"""
            + ""","reportingComponent":"modelsync.io/test","reportingInstance":"operator-0"}"""));
    }

    [Test]
    public async Task Events_about_cluster_scoped_objects_go_to_the_default_namespace()
    {
        var recorder = Create();
        recorder.Record(new Node { Metadata = new ObjectMeta { Name = "node-1", Uid = "u" } }, EventType.Normal, "Seen", "seen");
        await recorder.RunAsync(Stopped);

        Assert.That(Cluster.Only.Metadata.Namespace, Is.EqualTo("default"));
        Assert.That((Cluster.Only.InvolvedObject!.Namespace, Cluster.Only.InvolvedObject.Kind), Is.EqualTo(((string?)null, "Node")));
    }

    [Test]
    public async Task Objects_from_lists_of_built_in_kinds_and_dynamic_ones_are_known()
    {
        var recorder = Create();
        recorder.Record(new Deployment { Metadata = About.Metadata }, EventType.Normal, "Seen", "a");
        recorder.Record(DynamicObject.Parse("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"shop"}}"""u8), EventType.Normal, "Seen", "b");
        recorder.Record(new ResourceInfo("example.com", "v1", "Gadget", "gadgets"), About.Metadata, EventType.Normal, "Seen", "c");
        await recorder.RunAsync(Stopped);

        Assert.That(
            Cluster.Events.Select(item => $"{item.InvolvedObject!.ApiVersion} {item.InvolvedObject.Kind}"),
            Is.EqualTo(["apps/v1 Deployment", "example.com/v1 Widget", "example.com/v1 Gadget"]));
    }

    // kubectl describe would never find an Event about a PartialObjectMetadata.
    [Test]
    public async Task An_object_that_does_not_say_its_kind_is_refused_with_the_remedy()
    {
        var recorder = Create();
        recorder.Record(new PartialObject { ApiVersion = "meta.k8s.io/v1", Kind = "PartialObjectMetadata", Metadata = About.Metadata }, EventType.Normal, "Seen", "a");
        recorder.Record(new PartialObject { Metadata = About.Metadata }, EventType.Normal, "Seen", "a");
        recorder.Record(null!, EventType.Normal, "Seen", "a");
        recorder.Record(About with { Metadata = new ObjectMeta() }, EventType.Normal, "Seen", "a");
        await recorder.RunAsync(Stopped);

        Assert.That((Cluster.Calls.Count, Results), Is.EqualTo((0, "dropped=4")));
        Assert.That(Logs.Messages, Has.Count.EqualTo(1).And.One.Contains("shop/web").And.One.Contains("Record(ResourceInfo, ObjectMeta"));
    }

    [Test]
    public async Task Texts_are_cut_to_what_the_server_takes_and_never_through_a_character()
    {
        var recorder = Create();
        recorder.Record(About, EventType.Normal, new string('R', 200), new string('m', 1023) + "😀 and more", new string('A', 129));
        recorder.Record(About, EventType.Normal, " ", null!, " ");
        await recorder.RunAsync(Stopped);

        Assert.That((Cluster.Events[0].Reason!.Length, Cluster.Events[0].Message, Cluster.Events[0].Action!.Length), Is.EqualTo((128, new string('m', 1023), 128)));
        Assert.That((Cluster.Events[1].Reason, Cluster.Events[1].Message, Cluster.Events[1].Action), Is.EqualTo(("Unknown", "", (string?)null)));
        Assert.That(Encoding.UTF8.GetByteCount(Cluster.Events[0].Message!), Is.EqualTo(1023));
    }

    [Test]
    public async Task Recording_never_waits_and_drops_the_newest_where_too_many_wait()
    {
        var recorder = Create(Options with { QueueLength = 3 });
        for (var i = 0; i < 5; i++)
        {
            recorder.Record(About, EventType.Normal, "Seen", $"{i}");
        }

        Assert.That(Results, Is.EqualTo("dropped=2"));
        Assert.That(Logs.Messages, Has.Count.EqualTo(1).And.One.Contains("3 others wait"));

        await recorder.RunAsync(Stopped);
        Assert.That(Cluster.Events.Select(item => item.Message), Is.EqualTo(["0", "1", "2"]));
    }

    [Test]
    public async Task Events_are_sent_while_it_runs_and_dropped_after()
    {
        using var stop = new CancellationTokenSource();
        var recorder = Create();
        var running = recorder.RunAsync(stop.Token);
        recorder.Record(About, EventType.Normal, "Seen", "a");
        await Cluster.Called.Task.WaitAsync(Token);

        await stop.CancelAsync();
        await running.WaitAsync(Token);
        recorder.Record(About, EventType.Normal, "Seen", "late");

        Assert.That((Cluster.Events.Count, Results), Is.EqualTo((1, "created=1 dropped=1")));
        Assert.That(Clock.ArmedTimers, Is.Zero);
    }

    [Test]
    public async Task At_the_end_what_waits_is_sent_for_a_while_and_then_lost()
    {
        using var stop = new CancellationTokenSource();
        Cluster.Gate = new TaskCompletionSource().Task;
        var recorder = Create();
        var running = recorder.RunAsync(stop.Token);
        recorder.Record(About, EventType.Normal, "Seen", "a");
        recorder.Record(About, EventType.Normal, "Seen", "b");
        await Cluster.Called.Task.WaitAsync(Token);
        await stop.CancelAsync();

        Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(running.IsCompleted, Is.False);

        Clock.Advance(TimeSpan.FromSeconds(0.1));
        await running.WaitAsync(Token);
        Assert.That(Results, Is.EqualTo("dropped=1 failed=1"));
    }

    [Test]
    public async Task A_failure_at_the_very_end_is_no_failure_of_the_recorder()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        Cluster.Gate = gate.Task;
        Cluster.IgnoresTokens = true;
        Cluster.Failures.Enqueue(InMemoryEvents.Refusal(403, StatusReasons.Forbidden));
        var recorder = Create();
        var running = recorder.RunAsync(stop.Token);
        recorder.Record(About, EventType.Normal, "Seen", "a");
        recorder.Record(About, EventType.Normal, "Seen", "b");
        await Cluster.Called.Task.WaitAsync(Token);
        await stop.CancelAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        gate.SetResult();

        Assert.That(async () => await running.WaitAsync(Token), Throws.Nothing);
        Assert.That(Results, Is.EqualTo("dropped=2"));
    }

    [Test]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.That(() => Create(Options with { Component = "" }), Throws.ArgumentException);
        Assert.That(() => Create(Options with { Instance = "" }), Throws.ArgumentException);
        Assert.That(() => Create(Options with { QueueLength = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Create(Options with { MaxTries = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Create(Options with { Backoff = TimeSpan.Zero }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private EventRecorder Create(EventRecorderOptions? options = null) => new(Cluster, options ?? Options, Services);
}
