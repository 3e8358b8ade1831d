using System.Globalization;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The objects of the simulated API and how they came to be; thread-safe.</summary>
internal sealed partial class SimulatedWorld(TimeProvider clock, SimulatedFaults faults)
{
    private const int HistoryLimit = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, SimulatedObject>> _objects = new(StringComparer.Ordinal);
    private readonly LinkedList<Happening> _history = [];
    private readonly List<SimulatedWatcher> _watchers = [];
    private readonly List<SimulatedRequest> _requests = [];
    private readonly SimulatedPages _pages = new(clock);
    private Dictionary<string, IReadOnlyList<SimulatedObject>>? _frozen;
    private long _frozenVersion;
    private long _compacted;
    private long _uids;

    public long Version { get; private set; } = 1;

    public IReadOnlyList<SimulatedRequest> Requests => Locked<IReadOnlyList<SimulatedRequest>>(() => [.. _requests]);

    public int RequestCount => Locked(() => _requests.Count);

    public int OpenWatches => Locked(() => _watchers.Count);

    public void Record(SimulatedRequest request) => Locked(() => _requests.Add(request));

    public IReadOnlyList<SimulatedObject> ObjectsOf(ResourceInfo resource) => Locked<IReadOnlyList<SimulatedObject>>(() => [.. Of(resource).Values]);

    public SimulatedObject? Find(ResourceInfo resource, NamespacedName key) => Locked(() => Of(resource).GetValueOrDefault(Text(key)));

    public SimulatedPage List(ResourceInfo resource, ListOptions options) => Locked(() =>
    {
        if (options.Continue is { } token)
        {
            return _pages.Next(token, LimitOf(options));
        }

        var isCached = !options.ResourceVersion.IsNone && _frozen is not null;
        var shown = isCached ? _frozenVersion : Version;
        if (long.TryParse(options.ResourceVersion.Value, CultureInfo.InvariantCulture, out var wanted) && wanted > shown && !faults.IgnoresVersions)
        {
            throw SimulatedErrors.TooLarge(options.ResourceVersion);
        }

        IEnumerable<SimulatedObject> all = isCached ? _frozen!.GetValueOrDefault(Text(resource), []) : Of(resource).Values;
        var selected = all.Where(value =>
            (options.Namespace is null || options.Namespace == value.Key.Namespace) && value.Meets(options.LabelSelector, options.FieldSelector));
        var isPaged = options.Limit > 0 && (options.ResourceVersion.IsNone || faults.HasNoWatchCache);
        return _pages.First([.. selected], shown, isPaged ? LimitOf(options) : 0);
    });

    public SimulatedWatcher Watch(ResourceInfo resource, WatchOptions options) => Locked(() =>
    {
        var isUnset = options.ResourceVersion.IsUnset;
        var since = isUnset ? Version : long.Parse(options.ResourceVersion.Value!, CultureInfo.InvariantCulture);
        if (options.SendInitialEvents && faults.WatchList == SimulatedWatchList.Refused)
        {
            throw SimulatedErrors.Invalid("sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        }

        if (since > Version)
        {
            throw SimulatedErrors.TooLarge(options.ResourceVersion);
        }

        var isExpired = !isUnset && !options.SendInitialEvents && since < _compacted;
        if (isExpired && faults.Expiry == SimulatedExpiry.HttpStatus)
        {
            throw SimulatedErrors.Expired();
        }

        var watcher = new SimulatedWatcher(resource, options, faults, options.Timeout ?? TimeSpan.FromMinutes(5), clock, Bookmark);
        _watchers.Add(watcher);
        if (isExpired)
        {
            watcher.Break(faults.Expiry == SimulatedExpiry.Frame ? SimulatedErrors.Expired() : SimulatedErrors.Refusal(500, StatusReasons.InternalError, "compacted"));
        }
        else if (isUnset || options.SendInitialEvents)
        {
            TellPresent_NeedsLock(watcher, marksEnd: options.SendInitialEvents && faults.WatchList == SimulatedWatchList.Supported);
        }
        else
        {
            Replay_NeedsLock(watcher, since);
        }

        return watcher;
    });

    public void Close(SimulatedWatcher watcher)
    {
        Locked(() => _watchers.Remove(watcher));
        watcher.Dispose();
    }

    public void ForEachWatch(ResourceInfo? resource, Action<SimulatedWatcher> action) => Locked(() =>
    {
        foreach (var watcher in _watchers.Where(watcher => resource is null || Text(watcher.Resource) == Text(resource)).ToList())
        {
            action(watcher);
        }
    });

    public void Compact() => Locked(() =>
    {
        _history.Clear();
        _compacted = ++Version;
    });

    public void FreezeCache() => Locked(() =>
    {
        _frozen = _objects.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<SimulatedObject>)[.. pair.Value.Values], StringComparer.Ordinal);
        _frozenVersion = Version;
    });

    public void ThawCache() => Locked(() => _frozen = null);

    public void ExpireTokens() => Locked(_pages.Expire);

    private int LimitOf(ListOptions options) => faults.PageLimit > 0 ? Math.Min(options.Limit, faults.PageLimit) : options.Limit;

    // Two versions of one kind are one set of objects.
    private static string Text(ResourceInfo resource) => $"{resource.Plural}.{resource.Group}";

    private static string Text(NamespacedName key) => $"{key.Namespace}/{key.Name}";

    private SortedDictionary<string, SimulatedObject> Of(ResourceInfo resource)
    {
        if (!_objects.TryGetValue(Text(resource), out var objects))
        {
            _objects.Add(Text(resource), objects = new SortedDictionary<string, SimulatedObject>(StringComparer.Ordinal));
        }

        return objects;
    }

    private void Tell_NeedsLock(Happening change)
    {
        _history.AddLast(change);
        if (_history.Count > HistoryLimit)
        {
            _compacted = _history.First!.Value.Now.Version;
            _history.RemoveFirst();
        }

        foreach (var watcher in _watchers.Where(watcher => Text(watcher.Resource) == change.Kind))
        {
            watcher.Tell(change.Type, change.Now, change.Before);
        }
    }

    private void Replay_NeedsLock(SimulatedWatcher watcher, long since)
    {
        foreach (var change in _history.Where(change => change.Now.Version > since && change.Kind == Text(watcher.Resource)))
        {
            watcher.Tell(change.Type, change.Now, change.Before);
        }
    }

    private void TellPresent_NeedsLock(SimulatedWatcher watcher, bool marksEnd)
    {
        foreach (var value in Of(watcher.Resource).Values.Where(watcher.Selects))
        {
            watcher.Send(new SimulatedFrame(WatchEventType.Added, value.Json, value.Version));
        }

        if (marksEnd)
        {
            watcher.Send(new SimulatedFrame(WatchEventType.Bookmark, default, Version, IsInitialEventsEnd: true));
        }
    }

    private void Bookmark(SimulatedWatcher watcher) => Locked(() => watcher.Send(new SimulatedFrame(WatchEventType.Bookmark, default, Version)));

    private T Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }

    private void Locked(Action action)
    {
        lock (_gate)
        {
            action();
        }
    }

    private sealed record Happening(string Kind, WatchEventType Type, SimulatedObject Now, SimulatedObject? Before);
}
