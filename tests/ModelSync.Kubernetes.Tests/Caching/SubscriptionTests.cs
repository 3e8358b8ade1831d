using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>What a handler is told when changes come faster than it takes them.</summary>
public sealed class SubscriptionTests
{
    private static readonly CacheIndex<ConfigMap> ByValue = new("value", map => map.Data is { } data ? [data["key"], "all"] : []);

    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>One thing that happens to a store and its subscriber.</summary>
    public sealed record Happening(string Name, int Change)
    {
        public override string ToString() => $"{Name}{Change}";
    }

    public static class Actions
    {
        public static Arbitrary<Happening> Happening() => (
            from name in Gen.Elements(Names)
            from change in Gen.Choose(0, 6)
            select new Happening(name, change)).ToArbitrary();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Actions)], MaxTest = 200)]
    public void Whatever_is_merged_the_handler_arrives_at_the_state_of_the_store(Happening[] actions)
    {
        using var world = new World();
        foreach (var action in actions)
        {
            world.Do(action);
            Assert.That(world.Subscription.Waits, Is.LessThanOrEqualTo(Names.Length));
        }

        world.TellAll();
        Assert.That(world.Known.ToDictionary(pair => pair.Key.Name, pair => pair.Value), Is.EquivalentTo(world.Expected));
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Actions)], MaxTest = 200)]
    public void The_store_and_its_index_hold_what_was_written_last(Happening[] actions)
    {
        using var world = new World();
        foreach (var action in actions)
        {
            world.Do(action);
        }

        Assert.That(world.Store.Count, Is.EqualTo(world.Expected.Count));
        Assert.That(world.Store.List<ConfigMap>(ns: null).Select(map => map.Metadata.ResourceVersion!), Is.EquivalentTo(world.Expected.Values.Where(text => !text.StartsWith('!'))));
        Assert.That(world.Store.InvalidCount, Is.EqualTo(world.Expected.Values.Count(text => text.StartsWith('!'))));
        Assert.That(world.Store.ByIndex(ByValue, "all"), Is.EquivalentTo(world.Store.List<ConfigMap>(ns: null)));
    }

    [Test]
    public void An_object_that_came_and_went_is_told_as_deleted_once()
    {
        using var world = new World();
        world.Do(new Happening("a", 0));
        world.Do(new Happening("a", 1));

        world.TellAll();

        Assert.That(world.Told, Is.EqualTo(new[] { "Deleted shop/a @1" }));
    }

    [Test]
    public void An_object_that_went_and_came_again_is_an_update_between_two_UIDs()
    {
        using var world = new World();
        world.Do(new Happening("a", 0));
        world.Do(new Happening("a", 6));
        world.Do(new Happening("a", 1));
        world.Do(new Happening("a", 0));

        world.TellAll();

        Assert.That(world.Told, Is.EqualTo(new[] { "Added shop/a @1", "Updated shop/a @1 to @2" }));
        Assert.That(world.Last.Old!.Metadata.Uid, Is.Not.EqualTo(world.Last.New!.Metadata.Uid));
    }

    [Test]
    public void A_change_of_what_waits_from_the_first_list_is_no_longer_of_the_first_list()
    {
        using var world = new World();
        var listed = new ObjectTable();
        listed.Set(new NamespacedName("shop", "a"), World.NewMap("a", 1, "u"));
        world.Store.Replace(ns: null, listed, isInitial: true);
        world.Store.Apply(new NamespacedName("shop", "a"), World.NewMap("a", 2, "u"));

        world.TellAll();

        Assert.That(world.Told, Is.EqualTo(new[] { "Added shop/a @2" }));
    }

    [Test]
    public void Deletions_that_a_stuck_handler_was_never_told_of_are_bounded_and_counted()
    {
        using var world = new World();
        for (var i = 0; i < Subscription<ConfigMap>.MaxUntoldDeletions + 5; i++)
        {
            world.Store.Apply(new NamespacedName("shop", $"m{i}"), World.NewMap($"m{i}", 1, "u"));
            world.Store.Apply(new NamespacedName("shop", $"m{i}"), value: null);
        }

        Assert.That(world.Subscription.Waits, Is.EqualTo(Subscription<ConfigMap>.MaxUntoldDeletions));
        world.TellAll();
        Assert.That(world.Missed, Is.EqualTo(5));
    }

    /// <summary>A store with a subscriber whose handler stands still until it is let go.</summary>
    private sealed class World : IDisposable
    {
        private readonly SemaphoreSlim _mayGo = new(0);
        private readonly CountdownEvent _isBlocked = new(1);
        private readonly List<string> _told = [];
        private readonly List<Exception> _failures = [];
        private bool _isOpen;
        private int _version;

        public World()
        {
            Store = new ObjectStore<ConfigMap>([ByValue], (_, exception) => _failures.Add(exception), _ => { });
            Subscription = new Subscription<ConfigMap>(Store, Handle, _failures.Add, count => Missed += count);
            Store.Subscribe(Subscription);

            // The first event stops the handler, so that all others wait.
            Block();
        }

        public ObjectStore<ConfigMap> Store { get; }

        public Subscription<ConfigMap> Subscription { get; }

        public Dictionary<NamespacedName, string> Known { get; } = [];

        public Dictionary<string, string> Expected { get; } = [];

        public int Missed { get; private set; }

        public InformerEvent<ConfigMap> Last { get; private set; }

        public IReadOnlyList<string> Told => _told;

        public static ConfigMap NewMap(string name, int version, string uid) => new()
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "shop", Uid = uid, ResourceVersion = $"{version}" },
            Data = Serialization.StringMap.From([new("key", $"{version % 3}")]),
        };

        public void Do(Happening action)
        {
            var key = new NamespacedName("shop", action.Name);
            switch (action.Change)
            {
                case 0 or 2 or 3:
                    var map = NewMap(action.Name, ++_version, Expected.ContainsKey(action.Name) ? "same" : $"uid-{_version}");
                    Store.Apply(key, map);
                    Expected[action.Name] = $"{_version}";
                    break;
                case 1:
                    Store.Apply(key, value: null);
                    Expected.Remove(action.Name);
                    break;
                case 4:
                    Store.Apply(key, new InvalidObject(new ObjectMeta { Name = action.Name, Namespace = "shop", ResourceVersion = $"{++_version}" }, "no"));
                    Expected[action.Name] = $"!{_version}";
                    break;
                case 5:
                    Store.Resync();
                    break;

                // The handler takes all that waits, and is held up anew.
                default:
                    TellAll();
                    Block();
                    break;
            }
        }

        public void TellAll()
        {
            _isOpen = true;
            _mayGo.Release();
            Assert.That(SpinWait.SpinUntil(() => Subscription.IsIdle, 30_000), "the handler never came to its end");
            Assert.That(_failures, Is.Empty);
        }

        public void Dispose()
        {
            TellAll();
            Subscription.Dispose();
            _mayGo.Dispose();
            _isBlocked.Dispose();
        }

        private void Block()
        {
            _isOpen = false;
            while (_mayGo.Wait(0))
            {
            }

            _isBlocked.Reset();
            Subscription.Offer(new InformerEvent<ConfigMap>(InformerEventKind.Resync, new NamespacedName("", "block"), Old: null, New: null, Invalid: null, IsInInitialList: false));
            _isBlocked.Wait();
        }

        private void Handle(InformerEvent<ConfigMap> told)
        {
            if (told.Key.Name == "block")
            {
                _isBlocked.Signal();
                if (!_isOpen)
                {
                    _mayGo.Wait();
                }

                return;
            }

            Last = told;
            _told.Add(EventLog<ConfigMap>.Describe(told));
            CheckAndTake(told);
        }

        // What is told must follow from what was told before: the handler could keep a copy of the store by it.
        private void CheckAndTake(InformerEvent<ConfigMap> told)
        {
            var known = Known.GetValueOrDefault(told.Key);
            var old = told.Old?.Metadata.ResourceVersion;
            var isUntold = known is null && old is not null;
            var now = told.New?.Metadata.ResourceVersion ?? (told.Invalid is { } invalid ? $"!{invalid.Metadata.ResourceVersion}" : null);
            var isRight = told.Kind switch
            {
                InformerEventKind.Added => known is null && old is null && now is not null,
                InformerEventKind.Updated => now is not null && now != known,
                InformerEventKind.Deleted => now is null,
                _ => now == known,
            };
            isRight &= isUntold || old is null || known is null || known.StartsWith('!') || old == known;
            if (!isRight)
            {
                _told.Add($"wrong: {EventLog<ConfigMap>.Describe(told)} after {known}");
                throw new InvalidOperationException(_told[^1]);
            }

            if (now is null)
            {
                Known.Remove(told.Key);
            }
            else
            {
                Known[told.Key] = now;
            }
        }
    }
}
