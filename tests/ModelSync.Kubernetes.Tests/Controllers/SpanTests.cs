using System.Diagnostics;
using System.Threading.Channels;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>The spans of reconciles, as a tracer sees them.</summary>
public sealed class SpanTests : ControllerFixture
{
    private readonly Channel<Activity> _spans = Channel.CreateUnbounded<Activity>();

    [Test]
    public async Task Each_reconcile_is_a_span_with_its_controller_cluster_object_and_result()
    {
        using var listener = Listen();
        StartMaps();
        ConfigMaps.Set(Map("web"));
        var first = await NextCallAsync();
        first.Return();
        var done = await _spans.Reader.ReadAsync(Token);
        ConfigMaps.Set(Map("web", "2"));
        (await NextCallAsync()).Throw(new IOException("the password is 1234"));
        var failed = await _spans.Reader.ReadAsync(Token);

        Assert.That(done.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["controller"] = "maps",
            ["cluster"] = "local",
            ["namespace"] = "shop",
            ["name"] = "web",
            ["reconcileId"] = first.Context.ReconcileId,
            ["result"] = "success",
        }));
        Assert.That((done.OperationName, done.Source.Name, done.Status), Is.EqualTo(("reconcile maps", "ModelSync.Kubernetes", ActivityStatusCode.Unset)));
        Assert.That((failed.GetTagItem("result"), failed.GetTagItem("error.type"), failed.Status), Is.EqualTo(("error", "System.IO.IOException", ActivityStatusCode.Error)));
        Assert.That(failed.StatusDescription, Is.Null, "a message may quote an object");
    }

    [Test]
    public async Task The_span_is_current_in_the_reconciler_and_begins_a_trace_of_its_own()
    {
        using var listener = Listen();
        using var start = new Activity("the process starts").Start();
        StartMaps();
        start.Stop();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        call.Return();

        var span = await _spans.Reader.ReadAsync(Token);
        Assert.That(call.Current, Is.SameAs(span));
        Assert.That((span.ParentSpanId, span.TraceId == start.TraceId), Is.EqualTo((default(ActivitySpanId), false)));
    }

    [Test]
    public async Task What_our_own_stop_ended_is_no_failure()
    {
        using var listener = Listen();
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).EndWithToken();
        await StopWorkersAsync();

        var span = await _spans.Reader.ReadAsync(Token);
        Assert.That((span.GetTagItem("result"), span.Status), Is.EqualTo(("stopped", ActivityStatusCode.Unset)));
    }

    [Test]
    public void Where_nobody_listens_nothing_is_made()
    {
        var spans = new ReconcileSpans(Spans, "maps", ClusterName.Local);
        ReconcileSpans.End(spans.Begin(WebRequest, "1"), default);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReconcileSpans.End(spans.Begin(WebRequest, "1"), default);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, Spans),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _spans.Writer.TryWrite(span),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private void StartMaps() => Start(NewController().For<ConfigMap>().Build(Reconciler));
}
