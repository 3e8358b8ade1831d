using ModelSync.Kubernetes.Auth;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>Caching, single flight and refresh, with a plugin that the test answers for by hand.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ExecCredentialsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<TaskCompletionSource<Credential>> _runs = [];
    private readonly SemaphoreSlim _started = new(0);
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggerFactory _log = new();
    private ExecCredentials _credentials = null!;

    [SetUp]
    public void Create() => _credentials = new ExecCredentials("plugin", RunAsync, _time, _log);

    [TearDown]
    public async Task Delete()
    {
        await _credentials.DisposeAsync();
        _started.Dispose();
    }

    [Test]
    public async Task A_hundred_callers_wait_for_one_run()
    {
        Task<Credential>[] callers = [.. Enumerable.Range(0, 100).Select(_ => GetAsync())];
        await AnswerAsync("one");

        var all = await Task.WhenAll(callers);

        Assert.That(all.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_caller_that_gives_up_fails_nobody_else()
    {
        using var impatient = new CancellationTokenSource();
        var first = _credentials.GetAsync(impatient.Token).AsTask();
        var second = GetAsync();

        await impatient.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => first);
        await AnswerAsync("one");

        Assert.That((await second).Authorization?.Parameter, Is.EqualTo("one"));
        Assert.That(_runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_everybody_gave_up_on_still_fills_the_cache()
    {
        using var impatient = new CancellationTokenSource();
        var first = _credentials.GetAsync(impatient.Token).AsTask();
        await _started.WaitAsync(CancellationToken.None);
        await impatient.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => first);

        _runs[0].SetResult(Credential.Bearer("one"));

        Assert.That((await GetAsync()).Authorization?.Parameter, Is.EqualTo("one"));
        Assert.That(_runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_an_end_the_credential_stays()
    {
        await FillAsync("one", life: null);

        _time.Advance(TimeSpan.FromDays(365));

        Assert.That(await TokenAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task A_minute_before_the_end_a_run_starts_while_callers_go_on()
    {
        await FillAsync("one", TimeSpan.FromMinutes(15));

        _time.Advance(TimeSpan.FromMinutes(14) - Second);
        Assert.That(await TokenAsync(), Is.EqualTo("one"));
        Assert.That(_runs, Has.Count.EqualTo(1));
        _time.Advance(Second);
        Assert.That(await TokenAsync(), Is.EqualTo("one"));
        await AnswerAsync("two");

        Assert.That(() => TokenAsync().GetAwaiter().GetResult(), Is.EqualTo("two").After(10_000, 5));
        Assert.That(_runs, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Half_a_minute_before_the_end_callers_wait()
    {
        await FillAsync("one", TimeSpan.FromMinutes(15));
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(30));

        var caller = GetAsync();
        Assert.That(caller.IsCompleted, Is.False);
        await AnswerAsync("two");

        Assert.That((await caller).Authorization?.Parameter, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_failed_refresh_leaves_the_old_credential_till_its_end()
    {
        await FillAsync("one", TimeSpan.FromMinutes(15));
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(20));
        var caller = GetAsync();
        await FailAsync("no network");
        Assert.That((await caller).Authorization?.Parameter, Is.EqualTo("one"));
        Assert.That(_log.Messages, Has.Exactly(1).Contains("no network"));

        _time.Advance(TimeSpan.FromSeconds(20));
        var late = GetAsync();
        await FailAsync("no network");

        Assert.That(Assert.ThrowsAsync<CredentialException>(() => late)!.Message, Does.Contain("no network"));
    }

    [Test]
    public async Task A_credential_shorter_than_the_margins_does_not_start_a_run_for_each_request([Values(-3600, 1, 20, 50)] int life)
    {
        await FillAsync("one", TimeSpan.FromSeconds(life));

        for (var i = 0; i < 10; i++)
        {
            Assert.That(await TokenAsync(), Is.EqualTo("one"));
        }

        Assert.That(_runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_credential_is_replaced_by_one_run_however_many_were_refused()
    {
        var one = await FillAsync("one", life: null);
        Task<Credential>[] callers = [.. Enumerable.Range(0, 100).Select(_ => RefusedAsync(one))];
        await AnswerAsync("two");

        var all = await Task.WhenAll(callers);

        Assert.That(all.Select(credential => credential.Authorization?.Parameter), Is.All.EqualTo("two"));
        Assert.That(_runs, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_late_refusal_of_an_old_credential_starts_nothing()
    {
        var one = await FillAsync("one", life: null);
        var caller = RefusedAsync(one);
        await AnswerAsync("two");
        await caller;

        Assert.That((await RefusedAsync(one)).Authorization?.Parameter, Is.EqualTo("two"));
        Assert.That(_runs, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_refuses_everything_starts_a_run_every_five_seconds_at_most()
    {
        var current = await FillAsync("one", life: null);
        var caller = RefusedAsync(current);
        await AnswerAsync("two");
        current = await caller;

        Assert.That(await RefusedAsync(current), Is.SameAs(current));
        _time.Advance(TimeSpan.FromSeconds(5));
        caller = RefusedAsync(current);
        await AnswerAsync("three");

        Assert.That((await caller).Authorization?.Parameter, Is.EqualTo("three"));
    }

    [Test]
    public async Task After_a_failure_callers_get_the_same_error_until_the_pause_is_over()
    {
        foreach (var pause in new[] { 1, 2, 4, 8, 10, 10 })
        {
            var caller = GetAsync();
            await FailAsync("broken");
            Assert.ThrowsAsync<CredentialException>(() => caller);
            var runs = _runs.Count;

            _time.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            var again = Assert.ThrowsAsync<CredentialException>(() => GetAsync());
            Assert.That(again!.Message, Does.Contain("broken"));
            Assert.That(_runs, Has.Count.EqualTo(runs), $"no run within {pause} s");
            _time.Advance(TimeSpan.FromTicks(1));
        }

        var last = GetAsync();
        await AnswerAsync("fine");
        Assert.That((await last).Authorization?.Parameter, Is.EqualTo("fine"));
    }

    [Test]
    public async Task Each_failed_run_is_logged_once()
    {
        var caller = GetAsync();
        await FailAsync("broken");
        Assert.ThrowsAsync<CredentialException>(() => caller);
        Assert.ThrowsAsync<CredentialException>(() => GetAsync());
        Assert.That(_log.Messages, Has.Exactly(1).Contains("plugin").And.Exactly(1).Contains("broken"));

        _time.Advance(Second);
        caller = GetAsync();
        await FailAsync("broken");
        Assert.ThrowsAsync<CredentialException>(() => caller);

        Assert.That(_log.Messages, Has.Exactly(2).Contains("broken"));
    }

    [Test]
    public async Task Disposing_ends_the_run_and_refuses_callers()
    {
        var caller = GetAsync();
        await _started.WaitAsync(CancellationToken.None);

        await _credentials.DisposeAsync();

        Assert.ThrowsAsync<CredentialException>(() => caller);
        Assert.ThrowsAsync<ObjectDisposedException>(() => GetAsync());
    }

    private Task<Credential> GetAsync() => _credentials.GetAsync(CancellationToken.None).AsTask();

    private async Task<string?> TokenAsync() => (await GetAsync()).Authorization?.Parameter;

    private Task<Credential> RefusedAsync(Credential rejected)
    {
        _credentials.Invalidate(rejected);
        return GetAsync();
    }

    private async Task<Credential> FillAsync(string token, TimeSpan? life)
    {
        var caller = GetAsync();
        await AnswerAsync(token, life);
        return await caller;
    }

    private async Task AnswerAsync(string token, TimeSpan? life = null)
    {
        await _started.WaitAsync(CancellationToken.None);
        _runs[^1].SetResult(Credential.Bearer(token, identity: null, life is { } span ? _time.GetUtcNow() + span : null));
    }

    private async Task FailAsync(string message)
    {
        await _started.WaitAsync(CancellationToken.None);
        _runs[^1].SetException(new CredentialException(message));
    }

    private Task<Credential> RunAsync(CancellationToken cancellationToken)
    {
        var run = new TaskCompletionSource<Credential>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(() => run.TrySetCanceled(cancellationToken));
        _runs.Add(run);
        _started.Release();
        return run.Task;
    }
}
