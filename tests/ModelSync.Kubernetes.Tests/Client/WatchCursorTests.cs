using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Pitfall 2: where a watch is resumed.</summary>
public sealed class WatchCursorTests
{
    [TestCase("")]
    [TestCase("0")]
    [TestCase(null)]
    public void Pitfall2_Synthetic_additions_of_a_watch_from_nowhere_do_not_move_the_cursor(string? opened)
    {
        var cursor = Follow(new WatchOptions { ResourceVersion = new ResourceVersion(opened) }, Event(WatchEventType.Added, "50"), Event(WatchEventType.Added, "20"));

        Assert.That(cursor.Position, Is.EqualTo(new ResourceVersion(opened)));
    }

    [TestCase(WatchEventType.Modified)]
    [TestCase(WatchEventType.Deleted)]
    [TestCase(WatchEventType.Bookmark)]
    public void Pitfall2_The_first_that_is_no_addition_moves_the_cursor_and_all_after_it_do(WatchEventType type)
    {
        var first = Follow(new WatchOptions(), Event(WatchEventType.Added, "50"), Event(type, "51"));
        Assert.That(first.Position.Value, Is.EqualTo("51"));
        Assert.That(first.After(Event(WatchEventType.Added, "52")).Position.Value, Is.EqualTo("52"));
    }

    [Test]
    public void A_watch_from_a_version_is_moved_by_everything()
    {
        var options = new WatchOptions { ResourceVersion = new ResourceVersion("10") };

        Assert.That(Follow(options).Position.Value, Is.EqualTo("10"));
        Assert.That(Follow(options, Event(WatchEventType.Added, "11")).Position.Value, Is.EqualTo("11"));
        Assert.That(Follow(options, Event(WatchEventType.Bookmark, "99")).Position.Value, Is.EqualTo("99"));
    }

    [Test]
    public void Pitfall3_Initial_events_end_with_their_marker_and_nothing_before_it_moves_the_cursor()
    {
        var options = new WatchOptions { SendInitialEvents = true };
        WatchEvent<ConfigMap>[] before = [Event(WatchEventType.Added, "50"), Event(WatchEventType.Modified, "60"), Event(WatchEventType.Bookmark, "70")];

        Assert.That(Follow(options, before).Position.IsNone, Is.True);
        Assert.That(Follow(options, [.. before, Event(WatchEventType.Bookmark, "80", isEnd: true)]).Position.Value, Is.EqualTo("80"));
        Assert.That(Follow(options, [.. before, Event(WatchEventType.Bookmark, "80", isEnd: true), Event(WatchEventType.Added, "81")]).Position.Value, Is.EqualTo("81"));
    }

    [Test]
    public void An_event_without_version_does_not_move_the_cursor()
    {
        var options = new WatchOptions { ResourceVersion = new ResourceVersion("10") };

        Assert.That(Follow(options, Event(WatchEventType.Deleted, null)).Position.Value, Is.EqualTo("10"));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Pitfall2_The_cursor_is_where_a_naive_reading_of_all_events_puts_it(byte opened, bool sendInitialEvents, (byte Type, byte Version, bool IsEnd)[] drawn)
    {
        var options = new WatchOptions
        {
            ResourceVersion = new ResourceVersion((opened % 4) switch { 0 => null, 1 => "", 2 => "0", _ => "5" }),
            SendInitialEvents = sendInitialEvents,
        };
        var events = drawn.Select(item =>
        {
            var type = (WatchEventType)(item.Type % 4);
            return Event(type, item.Version == 0 ? null : $"{item.Version}", item.IsEnd && type == WatchEventType.Bookmark);
        }).ToArray();

        Assert.That(Follow(options, events).Position, Is.EqualTo(NaivePosition(options, events)));
    }

    // All at once and with hindsight: cut the initial events off, then take the last version that is left.
    private static ResourceVersion NaivePosition(WatchOptions options, WatchEvent<ConfigMap>[] events)
    {
        var hasInitialEvents = options.SendInitialEvents || options.ResourceVersion.Value is null or "" or "0";
        IEnumerable<WatchEvent<ConfigMap>> live = events;
        if (hasInitialEvents)
        {
            live = options.SendInitialEvents
                ? events.SkipWhile(item => !(item.IsInitialEventsEnd && !item.ResourceVersion.IsNone))
                : events.SkipWhile(item => item.Type == WatchEventType.Added || item.ResourceVersion.IsNone);
        }

        return live.Select(item => item.ResourceVersion).LastOrDefault(version => !version.IsNone, options.ResourceVersion);
    }

    private static WatchCursor Follow(WatchOptions options, params WatchEvent<ConfigMap>[] events) =>
        events.Aggregate(WatchCursor.For(options), (cursor, item) => cursor.After(item));

    private static WatchEvent<ConfigMap> Event(WatchEventType type, string? version, bool isEnd = false) =>
        new(type, Object: null, Invalid: null, new ResourceVersion(version), isEnd);
}
