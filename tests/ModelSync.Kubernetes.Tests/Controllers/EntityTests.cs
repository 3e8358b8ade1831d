using System.Text;
using System.Threading.Channels;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>What a reconciler of objects is handed, and what happens to the finalizer.</summary>
public sealed class EntityTests : ControllerFixture
{
    private const string Ours = "example.com/clean";
    private const string Foreign = "example.org/keep";

    private readonly StepEntityReconciler _entities = new();
    private readonly Queue<Func<Patch, ConfigMap>> _answers = new();
    private readonly List<string> _patches = [];
    private readonly Mock<IResourceClient<ConfigMap>> _client = new();

    [SetUp]
    public void Script()
    {
        _client.Setup(client => client.Resource).Returns(ConfigMap.Resource);
        _client.Setup(client => client.PatchAsync(WebRequest.Key, It.IsAny<Patch>(), null, It.IsAny<CancellationToken>()))
            .Returns((NamespacedName _, Patch patch, WriteOptions? _, CancellationToken _) =>
            {
                _patches.Add(Encoding.UTF8.GetString(patch.Body.Span));
                return Task.FromResult(_answers.Dequeue()(patch));
            });
        Local.ClientMock.Setup(client => client.Resource(It.IsAny<ResourceType<ConfigMap>>())).Returns(_client.Object);
    }

    [Test]
    public async Task Without_a_finalizer_the_object_of_the_cache_is_handed_over()
    {
        StartMaps(finalizer: null);
        var map = Map("web");
        ConfigMaps.Set(map);
        var call = await _entities.NextAsync(Token);

        Assert.That(call, Is.EqualTo(("reconcile", map)));
        Assert.That(_patches, Is.Empty);
    }

    [Test]
    public async Task Without_a_finalizer_what_is_gone_or_going_is_nobodys_business()
    {
        StartMaps(finalizer: null);
        ConfigMaps.Set(Going());
        ConfigMaps.Remove(WebRequest.Key);
        ConfigMaps.Set(Map("other"));

        Assert.That((await _entities.NextAsync(Token)).Entity.Metadata.Name, Is.EqualTo("other"));
    }

    [Test]
    public async Task Pitfall_14_the_finalizer_is_put_on_before_the_first_reconcile()
    {
        StartMaps();
        var patched = With(Map("web", "2"), Ours);
        _answers.Enqueue(_ => patched);
        ConfigMaps.Set(Map("web"));
        var call = await _entities.NextAsync(Token);

        Assert.That(call, Is.EqualTo(("reconcile", patched)), "what the patch returned, which has the finalizer");
        Assert.That(_patches, Has.Count.EqualTo(1));
        Assert.That(_patches[0], Does.Contain("/metadata/finalizers/-").And.Contain("\"test\",\"path\":\"/metadata/resourceVersion\""));
    }

    [Test]
    public async Task Pitfall_14_a_failed_finalizer_means_no_side_effect()
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(503, "ServiceUnavailable"));
        _answers.Enqueue(_ => With(Map("web", "2"), Ours));
        ConfigMaps.Set(Map("web"));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(5), Token);
        Assert.That(_entities.Count, Is.Zero);

        Clock.Advance(TimeSpan.FromMilliseconds(5));
        await _entities.NextAsync(Token);
    }

    [TestCase(409)]
    [TestCase(422)]
    public async Task Pitfall_14_a_stale_cache_is_read_anew_before_the_finalizer_is_put_on(int code)
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(code, "Invalid"));
        _answers.Enqueue(_ => With(Map("web", "8"), Ours));
        Live(Map("web", "7"));
        ConfigMaps.Set(Map("web", "6"));
        await _entities.NextAsync(Token);

        Assert.That(_patches[1], Does.Contain("\"value\":\"7\""));
    }

    [Test]
    public async Task Pitfall_14_an_object_that_went_while_the_cache_was_stale_is_left_alone()
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(404, StatusReasons.NotFound));
        ConfigMaps.Set(Map("web"));
        await SettleAsync("success");

        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        Live(Map("web", "7") with { Metadata = Map("web", "7").Metadata with { Uid = "another" } });
        ConfigMaps.Set(Map("web", "2"));
        await SettleAsync("success", 2);

        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        Live(Going());
        ConfigMaps.Set(Map("web", "3"));
        await SettleAsync("success", 3);

        Assert.That(_entities.Count, Is.Zero);
    }

    [Test]
    public async Task Pitfall_14_an_object_that_changes_all_the_time_is_no_error()
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        Live(Map("web", "7"));
        ConfigMaps.Set(Map("web"));
        await SettleAsync("conflict");

        Assert.That(_entities.Count, Is.Zero);
    }

    [Test]
    public async Task Pitfall_14_cleanup_runs_until_it_is_done_and_only_our_finalizer_goes()
    {
        StartMaps();
        _answers.Enqueue(_ => Going());
        _entities.Answers.Enqueue(() => Result.After(TimeSpan.FromSeconds(30)));
        _entities.Answers.Enqueue(() => throw new IOException("disk"));
        ConfigMaps.Set(Going(Foreign, Ours));
        Assert.That((await _entities.NextAsync(Token)).What, Is.EqualTo("cleanup"));
        await AdvanceAsync(TimeSpan.FromSeconds(30));
        await _entities.NextAsync(Token);
        Assert.That(_patches, Is.Empty, "it is not done, and then it has failed");
        await AdvanceAsync(TimeSpan.FromMilliseconds(5));
        await _entities.NextAsync(Token);
        await SettleAsync("success");

        Assert.That(_patches, Has.Count.EqualTo(1));
        Assert.That(_patches[0], Does.Contain("\"remove\",\"path\":\"/metadata/finalizers/1\"").And.Not.Contain(Foreign));
    }

    [Test]
    public async Task Pitfall_14_an_object_that_goes_without_our_finalizer_was_never_set_up()
    {
        StartMaps();
        ConfigMaps.Set(Going(Foreign), isInInitialList: true);
        await SettleAsync("success");

        Assert.That(_entities.Count, Is.Zero);
        Assert.That(_patches, Is.Empty);
    }

    [Test]
    public async Task Pitfall_14_a_finalizer_that_moved_is_found_where_it_stands_now()
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        _answers.Enqueue(_ => Going());
        Live(Going(Ours));
        ConfigMaps.Set(Going(Foreign, Ours));
        await _entities.NextAsync(Token);
        await SettleAsync("success");

        Assert.That(_patches[1], Does.Contain("/metadata/finalizers/0"));
    }

    [Test]
    public async Task Pitfall_14_after_cleanup_an_object_that_is_gone_needs_no_more()
    {
        StartMaps();
        _answers.Enqueue(_ => throw Refusal(404, StatusReasons.NotFound));
        ConfigMaps.Set(Going(Ours));
        await _entities.NextAsync(Token);
        await SettleAsync("success");

        _answers.Enqueue(_ => throw Refusal(422, "Invalid"));
        Live(null);
        ConfigMaps.Set(Going(Ours));
        await _entities.NextAsync(Token);
        await SettleAsync("success", 2);
    }

    [Test]
    public async Task A_predicate_of_generations_does_not_hide_the_finalizer_from_us()
    {
        Start(NewController().For<ConfigMap>(Predicates.GenerationChanged).WithFinalizer(Ours).Build(_entities));
        _answers.Enqueue(_ => With(Map("web", "2"), Ours));
        ConfigMaps.Set(Map("web"));

        Assert.That((await _entities.NextAsync(Token)).What, Is.EqualTo("reconcile"));
    }

    [Test]
    public async Task Pitfall_9_an_object_that_cannot_be_read_is_told_once_and_not_taken_for_deleted()
    {
        StartMaps();
        ConfigMaps.Set(With(Map("web"), Ours));
        await _entities.NextAsync(Token);
        var invalid = new InvalidObject(Map("web", "2").Metadata, "$.data: a number");
        ConfigMaps.SetInvalid(invalid);
        await SettleAsync("success", 2);
        ConfigMaps.SetInvalid(invalid);
        await SettleAsync("success", 3);

        Assert.That(_entities.Count, Is.EqualTo(1));
        Assert.That(Metrics.Of("modelsync.reconcile.invalid_objects", "maps", "local"), Is.EqualTo(1));
        Assert.That(Logs.Messages.Count(message => message.Contains("cannot be read and is left as it is: $.data: a number", StringComparison.Ordinal)), Is.EqualTo(1));
        Local.EventsMock.Verify(
            events => events.Record(
                It.Is<IKubernetesObject>(about => about.Kind == "ConfigMap" && about.Metadata.Uid == "uid-web"), EventType.Warning, "InvalidObject", It.IsAny<string>(), null),
            Times.Once);

        ConfigMaps.SetInvalid(invalid with { Metadata = Map("web", "3").Metadata });
        await SettleAsync("success", 4);
        Assert.That(Metrics.Of("modelsync.reconcile.invalid_objects"), Is.EqualTo(2), "a new version is news");
    }

    [Test]
    public async Task Pitfall_8_the_next_reconcile_waits_until_the_cache_shows_our_own_write()
    {
        StartMaps();
        _answers.Enqueue(_ => With(Map("web", "2"), Ours));
        ConfigMaps.Set(Map("web", "1"));
        await _entities.NextAsync(Token);
        await SettleAsync("success");
        ConfigMaps.Set(Map("web", "1"));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(100), Token);
        Assert.That(_entities.Count, Is.EqualTo(1), "the cache is behind our own write");
        Assert.That(Metrics.Of("modelsync.consistency.waits", "maps", "local"), Is.EqualTo(1));

        ConfigMaps.Set(With(Map("web", "2"), Ours));
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        await _entities.NextAsync(Token);
    }

    private static ConfigMap With(ConfigMap map, params string[] finalizers) => map with { Metadata = map.Metadata with { Finalizers = finalizers } };

    private static ConfigMap Going(params string[] finalizers)
    {
        var map = With(Map("web", "9"), finalizers);
        return map with { Metadata = map.Metadata with { DeletionTimestamp = new KubeTime(DateTimeOffset.UnixEpoch) } };
    }

    private static KubernetesApiException Refusal(int code, string reason) =>
        new(new ApiStatus { Code = code, Reason = reason, Details = new ApiStatusDetails { Name = "web" } }, "PATCH /x");

    private void Live(ConfigMap? live) => _client.Setup(client => client.GetAsync(WebRequest.Key, It.IsAny<CancellationToken>())).ReturnsAsync(live);

    private void StartMaps(string? finalizer = Ours)
    {
        var builder = NewController().For<ConfigMap>();
        Start((finalizer is null ? builder : builder.WithFinalizer(finalizer)).Build(_entities));
    }

    private async Task SettleAsync(string result, int count = 1)
    {
        while (Metrics.Of("modelsync.reconciles", result) < count)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        await Clock.WaitForTimerDueInAsync(time, Token);
        Clock.Advance(time);
    }

    private sealed class StepEntityReconciler : IEntityReconciler<ConfigMap>
    {
        private readonly Channel<(string What, ConfigMap Entity)> _calls = Channel.CreateUnbounded<(string What, ConfigMap Entity)>();
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Queue<Func<Result>> Answers { get; } = new();

        public ValueTask<Result> ReconcileAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken) => Answer("reconcile", entity);

        public ValueTask<Result> CleanupAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken) => Answer("cleanup", entity);

        public ValueTask<(string What, ConfigMap Entity)> NextAsync(CancellationToken cancellationToken) => _calls.Reader.ReadAsync(cancellationToken);

        private ValueTask<Result> Answer(string what, ConfigMap entity)
        {
            Interlocked.Increment(ref _count);
            _calls.Writer.TryWrite((what, entity));
            return new ValueTask<Result>(Answers.TryDequeue(out var answer) ? answer() : Result.Done);
        }
    }
}
