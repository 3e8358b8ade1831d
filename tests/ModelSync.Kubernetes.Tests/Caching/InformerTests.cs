using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>What an informer does when the server and the network are well, and how it can be asked.</summary>
public sealed class InformerTests : InformerFixture
{
    private static readonly CacheIndex<ConfigMap> ByValue = new("value", map => [map.Data!["key"]]);

    [Test]
    public async Task The_cache_follows_creates_updates_and_deletes()
    {
        Put("a");
        await using var run = await StartSyncedAsync();

        Put("b");
        Put("a", "2");
        Api.Remove(Kind, Key("b"));
        await UntilEqualAsync(run.Informer);

        Assert.That(run.Informer.Get(Key("a"))!.Data!["key"], Is.EqualTo("2"));
        Assert.That(run.Informer.Get(Key("b")), Is.Null);
        Assert.That(run.Informer.VersionFor("shop").Value, Is.EqualTo($"{Api.Version}"));
    }

    [Test]
    public async Task Resync_tells_every_object_again_and_asks_the_server_nothing()
    {
        Put("a");
        PutPoison("bad");
        await using var run = await StartSyncedAsync(Quiet with { Resync = TimeSpan.FromMinutes(1) });
        await Told.WaitForAsync(2, Token);
        var lists = CountOf(SimulatedVerb.List);

        await UntilAsync(() => Told.Count >= 4, "a resync");

        Assert.That(Told.Texts.Skip(2).Take(2), Is.EquivalentTo(new[] { "Resync shop/a @2", "Resync shop/bad invalid @3" }));
        Assert.That(CountOf(SimulatedVerb.List), Is.EqualTo(lists), "pitfall 7: a resync is no relist");
    }

    [Test]
    public async Task A_subscriber_that_comes_late_is_told_of_what_is_there_and_then_of_changes()
    {
        Put("a");
        await using var run = await StartSyncedAsync();
        var late = new EventLog<ConfigMap>();

        using var subscription = run.Informer.Subscribe(late.Add);
        await late.WaitForAsync(1, Token);
        Put("a", "2");
        await late.WaitForAsync(2, Token);

        Assert.That(late.Texts, Is.EqualTo(new[] { "Added shop/a @2 initial", "Updated shop/a @2 to @3" }));
    }

    [Test]
    public async Task A_subscriber_that_is_disposed_is_told_no_more()
    {
        await using var run = await StartSyncedAsync();
        var gone = new EventLog<ConfigMap>();

        run.Informer.Subscribe(gone.Add).Dispose();
        Put("a");
        await Told.WaitForAsync(1, Token);
        await SettleAsync();

        Assert.That(gone.Texts, Is.Empty);
    }

    [Test]
    public async Task Pitfall10_A_handler_that_throws_or_hangs_holds_up_neither_the_cache_nor_the_others()
    {
        using var hanging = new ManualResetEventSlim();
        await using var run = await StartSyncedAsync();
        run.Informer.Subscribe(_ => throw new InvalidOperationException("handler is broken"));
        run.Informer.Subscribe(_ => hanging.Wait(Token));

        Put("a");
        Put("b");
        await Told.WaitForAsync(2, Token);
        await UntilAsync(() => Logs.Messages.Count(message => message.Contains("handler is broken")) == 2, "both failures in the log");

        Assert.That(run.Informer.Count, Is.EqualTo(2));
        Assert.That(run.Informer.Health.IsConnected, Is.True);
        hanging.Set();
    }

    [Test]
    public async Task Indexes_find_objects_by_their_present_value()
    {
        Put("a", "red");
        Put("b", "red");
        await using var run = await StartSyncedAsync(Quiet with { Indexes = [ByValue] });
        Assert.That(NamesBy(run, "red"), Is.EquivalentTo(new[] { "a", "b" }));

        Put("b", "blue");
        Api.Remove(Kind, Key("a"));
        await UntilEqualAsync(run.Informer);

        Assert.That(NamesBy(run, "red"), Is.Empty);
        Assert.That(NamesBy(run, "blue"), Is.EqualTo(new[] { "b" }));
        Assert.That(() => run.Informer.ByIndex(new CacheIndex<ConfigMap>("other", _ => []), "x"), Throws.InvalidOperationException.With.Message.Contains("\"other\""));
    }

    [Test]
    public async Task An_index_that_throws_costs_the_object_its_values_there_and_nothing_else()
    {
        var broken = new CacheIndex<ConfigMap>("broken", map => map.Metadata.Name == "a" ? throw new FormatException("no") : ["x"]);
        Put("a");
        Put("b");
        await using var run = await StartSyncedAsync(Quiet with { Indexes = [broken, ByValue] });

        Assert.That(run.Informer.ByIndex(broken, "x").Select(map => map.Metadata.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(NamesBy(run, "1"), Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(Logs.Messages, Has.Some.Contains("the index broken failed"));
    }

    [Test]
    public async Task Several_namespaces_have_a_watch_each_and_share_the_cache()
    {
        Put("a", ns: "one");
        Put("b", ns: "two");
        Put("c", ns: "three");
        await using var run = await StartSyncedAsync(Quiet with { Namespaces = ["one", "two"] });
        await UntilAsync(() => Api.OpenWatches == 2, "two watches");

        Put("d", ns: "two");
        Put("e", ns: "three");
        await UntilAsync(() => run.Informer.Count == 3, "the third object");

        Assert.That(run.Informer.List("two").Select(map => map.Metadata.Name), Is.EquivalentTo(new[] { "b", "d" }));
        Assert.That(run.Informer.VersionFor("three").IsNone, Is.True);
        Assert.That(run.Informer.Covers(new ObjectMeta { Name = "x", Namespace = "three" }), Is.False);
    }

    [Test]
    public async Task Several_namespaces_are_synced_when_the_last_one_is()
    {
        Put("a", ns: "one");
        Put("b", ns: "two");
        Api.Faults.OnRequest = request => request.Key?.Namespace == "two" ? SimulatedErrors.Refusal(403, "Forbidden", "no") : null;
        await using var run = Start(Quiet with { Namespaces = ["one", "two"] });
        await UntilAsync(() => run.Informer.Count == 1 && Api.OpenWatches == 1, "the first namespace");

        Assert.That(run.Informer.HasSynced, Is.False);
        Assert.That(run.Informer.Health.IsConnected, Is.False);
        Api.Faults.OnRequest = null;
        await UntilAsync(() => run.Informer.HasSynced, "the second namespace");
        Assert.That(run.Informer.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_relist_of_one_namespace_deletes_nothing_in_another()
    {
        Put("a", ns: "one");
        Put("b", ns: "two");
        await using var run = await StartSyncedAsync(Quiet with { Namespaces = ["one", "two"] });
        await UntilAsync(() => Api.OpenWatches == 2, "two watches");
        Api.Remove(Kind, Key("a", "one"));
        Api.Compact();

        Api.DropWatches();
        await UntilEqualAsync(run.Informer);

        Assert.That(run.Informer.Get(Key("b", "two")), Is.Not.Null);
        Assert.That(Told.Texts, Has.None.StartsWith("Deleted two/b"));
    }

    [Test]
    public async Task Covers_tells_by_labels_and_by_the_fields_that_metadata_has()
    {
        await using var labels = Start(Quiet with { LabelSelector = LabelQuery.Parse("app=web") });
        var web = new ObjectMeta { Name = "a", Namespace = "shop", Labels = StringMap.From([new("app", "web")]) };

        Assert.That(labels.Informer.Covers(web), Is.True);
        Assert.That(labels.Informer.Covers(web with { Labels = null }), Is.False);
        await using var name = Start(Quiet with { FieldSelector = FieldQuery.Parse("metadata.name=a") });
        Assert.That(name.Informer.Covers(web), Is.True);
        Assert.That(name.Informer.Covers(web with { Name = "b" }), Is.False);
        await using var phase = Start(Quiet with { FieldSelector = FieldQuery.Parse("status.phase=Running") });
        Assert.That(phase.Informer.Covers(web), Is.False, "nobody can know, and waiting in vain is worse");
    }

    [Test]
    public async Task An_object_that_leaves_the_selection_leaves_the_cache()
    {
        Put("a", labels: """{"app":"web"}""");
        await using var run = await StartSyncedAsync(Quiet with { LabelSelector = LabelQuery.Parse("app=web") });
        await Told.WaitForAsync(1, Token);

        Put("a", labels: """{"app":"db"}""");
        await Told.WaitForAsync(2, Token);

        Assert.That(Told.Texts, Is.EqualTo(new[] { "Added shop/a @2 initial", "Deleted shop/a @2" }));
    }

    [Test]
    public async Task A_transform_cuts_objects_down_and_a_failing_one_makes_them_invalid()
    {
        Put("a");
        Put("b", "bad");
        Put("c", "rename");
        await using var run = await StartSyncedAsync(Quiet with { Transform = Cut });

        Assert.That(run.Informer.Get(Key("a"))!.Data, Is.Null);
        Assert.That(run.Informer.GetInvalid(Key("b"))!.Error, Does.Contain("FormatException").And.Not.Contain("bad value"));
        Assert.That(run.Informer.GetInvalid(Key("c"))!.Error, Does.Contain("changed its name"));
    }

    [Test]
    public async Task Run_twice_at_once_is_refused_and_once_more_afterwards_goes_on()
    {
        Put("a");
        var run = await StartSyncedAsync();
        Assert.That(() => run.Informer.RunAsync(Token), Throws.InvalidOperationException);
        await run.DisposeAsync();
        Put("b");

        await using var again = new RunningInformer<ConfigMap>(run.Informer);
        await UntilEqualAsync(run.Informer);
        await Told.WaitForAsync(2, Token);

        Assert.That(Told.Texts, Has.None.StartsWith("Deleted"));
        Assert.That(Told.Texts.Count(text => text.StartsWith("Added shop/a")), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_once_more_it_hears_nothing_again_of_what_is_gone()
    {
        var run = await StartSyncedAsync();
        Put("a");
        await Told.WaitForAsync(1, Token);
        Api.Remove(Kind, Key("a"));
        await Told.WaitForAsync(2, Token);
        await run.DisposeAsync();

        await using var again = new RunningInformer<ConfigMap>(run.Informer);
        Put("b");
        await UntilEqualAsync(run.Informer);

        Assert.That(Told.Texts, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task While_all_is_well_the_log_is_silent_and_the_server_is_asked_for_watches_alone()
    {
        Put("a");
        await using var run = await StartSyncedAsync();
        var logged = Loud().Length;
        var requests = Api.RequestCount;

        for (var minute = 0; minute < 60; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await SettleAsync();
        }

        Assert.That(Loud(), Has.Length.EqualTo(logged));
        Assert.That(Api.Requests.Skip(requests).Select(request => request.Verb), Is.All.EqualTo(SimulatedVerb.Watch));
        Assert.That(Api.RequestCount - requests, Is.InRange(1, 13), "a watch for each five minutes");
        Assert.That(run.Informer.Health.LastError, Is.Null);
    }

    [Test]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.That(() => Start(new InformerOptions<ConfigMap> { Namespaces = [] }), Throws.ArgumentException.With.Message.Contains("Namespaces is empty"));
        Assert.That(() => Start(new InformerOptions<ConfigMap> { Namespaces = ["a", "a"] }), Throws.ArgumentException.With.Message.Contains("twice"));
        Assert.That(() => Start(new InformerOptions<ConfigMap> { Resync = TimeSpan.FromSeconds(-1) }), Throws.ArgumentException.With.Message.Contains("Resync"));
        Assert.That(() => Start(new InformerOptions<ConfigMap> { Resync = TimeSpan.MaxValue }), Throws.ArgumentException.With.Message.Contains("at most 31 days"));
    }

    private static ConfigMap Cut(ConfigMap map) => map.Data!["key"] switch
    {
        "bad" => throw new FormatException("bad value"),
        "rename" => map with { Metadata = map.Metadata with { Name = "other" } },
        _ => map with { Data = null },
    };

    private static IEnumerable<string?> NamesBy(RunningInformer<ConfigMap> run, string value) =>
        run.Informer.ByIndex(ByValue, value).Select(map => map.Metadata.Name);

    private string[] Loud() => [.. Logs.Messages.Where(message => !message.StartsWith("Debug", StringComparison.Ordinal))];
}
