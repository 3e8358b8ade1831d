using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>What becomes of a name, by how its reconcile ended.</summary>
public sealed class OutcomeTests : ControllerFixture
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(5);

    [Test]
    public async Task Done_is_final_until_something_changes()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Return();
        ConfigMaps.Set(Map("web", "2"));
        var call = await NextCallAsync();

        Assert.That(call.Request, Is.EqualTo(WebRequest));
        Assert.That(Reconciler.Count, Is.EqualTo(2));
        call.Return();
    }

    [Test]
    public async Task Pitfall_16_errors_back_off_and_success_ends_the_backoff()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        foreach (var failures in Enumerable.Range(0, 3))
        {
            var call = await NextCallAsync();
            Assert.That(call.Context.Failures, Is.EqualTo(failures));
            call.Throw(new IOException("disk"));
            await AdvanceAsync(FirstBackoff * (1 << failures));
        }

        (await NextCallAsync()).Return();
        ConfigMaps.Set(Map("web", "2"));
        var last = await NextCallAsync();

        Assert.That(last.Context.Failures, Is.Zero);
        Assert.That(Metrics.Of("modelsync.reconciles", "error"), Is.EqualTo(3));
        Assert.That(Metrics.Of("modelsync.reconciles", "success"), Is.EqualTo(1));
        Assert.That(Logs.Messages.Count(message => message.StartsWith("Error: Reconciling local/shop/web failed", StringComparison.Ordinal)), Is.EqualTo(3));
        last.Return();
    }

    [Test]
    public async Task Pitfall_16_a_result_with_a_time_is_looked_at_again_then_and_ends_the_backoff()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new IOException("disk"));
        await AdvanceAsync(FirstBackoff);
        (await NextCallAsync()).Return(Result.After(TimeSpan.FromMinutes(5)));
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        var again = await NextCallAsync();

        Assert.That(again.Context.Failures, Is.Zero);
        Assert.That(Metrics.Of("modelsync.reconciles", "requeue_after"), Is.EqualTo(1));
        again.Return();
    }

    [Test]
    public async Task Pitfall_16_a_change_comes_before_the_time_that_was_asked_for()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Return(Result.After(TimeSpan.FromMinutes(5)));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromMinutes(5), Token);
        ConfigMaps.Set(Map("web", "2"));

        (await NextCallAsync()).Return();
    }

    [Test]
    public async Task Pitfall_16_terminal_errors_are_not_tried_again_before_a_change()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new TerminalReconcileException("the spec makes no sense"));
        ConfigMaps.Set(Map("other"));
        var other = await NextCallAsync();

        Assert.That(other.Request.Key.Name, Is.EqualTo("other"));
        Assert.That(Metrics.Of("modelsync.reconciles", "terminal"), Is.EqualTo(1));
        Assert.That(Metrics.Of("modelsync.workqueue.retries"), Is.Zero);
        other.Return();

        ConfigMaps.Set(Map("web", "2"));
        var again = await NextCallAsync();
        Assert.That(again.Context.Failures, Is.Zero);
        again.Return();
    }

    [Test]
    public async Task Pitfall_11_a_conflict_is_a_cheap_retry_and_no_error()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new KubernetesApiException(new ApiStatus { Code = 409, Reason = StatusReasons.Conflict }, "PATCH /x"));
        await AdvanceAsync(FirstBackoff);
        (await NextCallAsync()).Return();

        Assert.That(Metrics.Of("modelsync.reconciles", "conflict"), Is.EqualTo(1));
        Assert.That(Logs.Messages.Where(message => message.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Pitfall_19_a_bug_in_the_reconciler_is_a_failure_of_that_name_alone()
    {
        StartMaps(new ControllerOptions { Workers = 1 });
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new KeyNotFoundException());
        ConfigMaps.Set(Map("other"));
        (await NextCallAsync()).Return();
        await AdvanceAsync(FirstBackoff);
        var again = await NextCallAsync();

        Assert.That(again.Request, Is.EqualTo(WebRequest));
        Assert.That(Metrics.Of("modelsync.reconciles", "panic"), Is.EqualTo(1));
        again.Return();
    }

    [Test]
    public async Task Pitfall_19_a_reconcile_that_takes_too_long_is_cancelled_and_tried_again()
    {
        StartMaps(new ControllerOptions { ReconcileTimeout = TimeSpan.FromSeconds(7) });
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        call.EndWithToken();
        await AdvanceAsync(TimeSpan.FromSeconds(7));
        await AdvanceAsync(FirstBackoff);
        var again = await NextCallAsync();

        Assert.That(again.Context.Failures, Is.EqualTo(1));
        Assert.That(Metrics.Of("modelsync.reconciles", "timeout"), Is.EqualTo(1));
        again.Return();
    }

    [Test]
    public async Task Pitfall_17_a_name_whose_reconcile_ignores_its_time_out_is_with_nobody_else_until_it_ends()
    {
        StartMaps(new ControllerOptions { ReconcileTimeout = TimeSpan.FromSeconds(7) });
        ConfigMaps.Set(Map("web"));
        var stubborn = await NextCallAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(7));
        ConfigMaps.Set(Map("web", "2"));
        ConfigMaps.Set(Map("other"));
        var other = await NextCallAsync();
        Assert.That(other.Request.Key.Name, Is.EqualTo("other"));
        Assert.That(stubborn.Token.IsCancellationRequested, Is.True);
        other.Return();
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(Metrics.Of("modelsync.workqueue.depth"), Is.Zero);

        stubborn.Return();
        (await NextCallAsync()).Return();
        Assert.That(Reconciler.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task A_cancellation_that_is_not_ours_is_an_error()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new OperationCanceledException("a time-out of its own"));
        await AdvanceAsync(FirstBackoff);
        (await NextCallAsync()).Return();

        Assert.That(Metrics.Of("modelsync.reconciles", "error"), Is.EqualTo(1));
    }

    [Test]
    public async Task Pitfall_19_a_name_is_not_looked_at_more_often_than_its_least_interval()
    {
        StartMaps(new ControllerOptions { MinInterval = TimeSpan.FromSeconds(1) });
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Return();
        ConfigMaps.Set(Map("web", "2"));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Token);
        ConfigMaps.Set(Map("other"));
        (await NextCallAsync()).Return();
        Assert.That(Reconciler.Count, Is.EqualTo(2));

        await AdvanceAsync(TimeSpan.FromSeconds(1));
        var again = await NextCallAsync();
        Assert.That(again.Request, Is.EqualTo(WebRequest));
        again.Return();
    }

    [Test]
    public async Task Pitfall_17_a_change_during_a_reconcile_is_looked_at_once_and_afterwards()
    {
        StartMaps();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        ConfigMaps.Set(Map("web", "2"));
        ConfigMaps.Set(Map("web", "3"));
        ConfigMaps.Set(Map("other"));
        var other = await NextCallAsync();
        Assert.That(other.Request.Key.Name, Is.EqualTo("other"), "the name is with a worker, and not with two");
        call.Return();
        var again = await NextCallAsync();
        Assert.That(again.Request, Is.EqualTo(WebRequest));
        other.Return();
        again.Return();
        ConfigMaps.Set(Map("last"));
        (await NextCallAsync()).Return();

        Assert.That(Reconciler.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task Pitfall_18_first_lists_wait_behind_changes_and_stay_behind_when_they_are_tried_again()
    {
        StartMaps(new ControllerOptions { Workers = 1 });
        ConfigMaps.Set(Map("listed"), isInInitialList: true);
        (await NextCallAsync()).Throw(new IOException("disk"));
        await Clock.WaitForTimerDueInAsync(FirstBackoff, Token);
        ConfigMaps.Set(Map("blocker"));
        var blocker = await NextCallAsync();
        Clock.Advance(FirstBackoff);
        ConfigMaps.Resync(new NamespacedName("shop", "blocker"));
        ConfigMaps.Set(Map("changed"));
        blocker.Return();

        var order = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            var call = await NextCallAsync();
            order.Add(call.Request.Key.Name);
            call.Return();
        }

        Assert.That(order[0], Is.EqualTo("changed"));
    }

    private void StartMaps(ControllerOptions? options = null) =>
        Start(NewController().For<ConfigMap>().WithOptions(options ?? new ControllerOptions()).Build(Reconciler));

    private async Task AdvanceAsync(TimeSpan time)
    {
        await Clock.WaitForTimerDueInAsync(time, Token);
        Clock.Advance(time);
    }
}
