using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The objects of the simulated API and how they came to be; thread-safe.</summary>
internal sealed class SimulatedWorld(TimeProvider clock, SimulatedFaults faults)
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

    public int OpenWatches => Locked(() => _watchers.Count);

    public void Record(SimulatedRequest request) => Locked(() => _requests.Add(request));

    public IReadOnlyList<SimulatedObject> ObjectsOf(ResourceInfo resource) => Locked<IReadOnlyList<SimulatedObject>>(() => [.. Of(resource).Values]);

    public SimulatedObject? Find(ResourceInfo resource, NamespacedName key) => Locked(() => Of(resource).GetValueOrDefault(Text(key)));

    public SimulatedObject Put(ResourceInfo resource, JsonObject json) => Locked(() =>
    {
        var metadata = json["metadata"]!.AsObject();
        metadata["uid"] ??= $"uid-{++_uids}";
        return Store_NeedsLock(resource, json);
    });

    public bool Remove(ResourceInfo resource, NamespacedName key) =>
        Locked(() => Of(resource).GetValueOrDefault(Text(key)) is { } found && Remove_NeedsLock(resource, found.ToJson()) is not null);

    public SimulatedObject Create(ResourceInfo resource, JsonObject sent, bool isDryRun) => Locked(() =>
    {
        var created = SimulatedWrites.NewObject(resource, sent, $"uid-{++_uids}", clock.GetUtcNow());
        var key = SimulatedObject.From(created, Version).Key;
        return Of(resource).ContainsKey(Text(key)) ? throw SimulatedErrors.AlreadyExists(key)
            : isDryRun ? SimulatedObject.From(created, Version)
            : Store_NeedsLock(resource, created);
    });

    /// <summary>Changes an object; what changes nothing makes no new version, and what takes the last finalizer off an object that is to go removes it.</summary>
    public SimulatedObject Change(ResourceInfo resource, NamespacedName key, string? subresource, bool isDryRun, Action<JsonObject> change) => Locked(() =>
    {
        var current = Of(resource).GetValueOrDefault(Text(key)) ?? throw SimulatedErrors.NotFound(resource, key);
        var sent = current.ToJson();
        change(sent);
        SimulatedWrites.CheckVersion(current, (string?)sent["metadata"]!["resourceVersion"]);
        var next = SimulatedWrites.Changed(current.ToJson(), sent, subresource);
        next["metadata"]!["resourceVersion"] = current.Version.ToString(CultureInfo.InvariantCulture);
        return isDryRun || JsonNode.DeepEquals(next, current.ToJson()) ? SimulatedObject.From(next, current.Version)
            : SimulatedWrites.IsDeleting(next) && !SimulatedWrites.HasFinalizers(next) ? Remove_NeedsLock(resource, next)
            : Store_NeedsLock(resource, next);
    });

    public bool Delete(ResourceInfo resource, NamespacedName key, DeleteOptions? options) => Locked(() =>
    {
        if (Of(resource).GetValueOrDefault(Text(key)) is not { } current)
        {
            return false;
        }

        SimulatedWrites.Check(options?.Preconditions, current);
        var json = current.ToJson();
        if (options?.DryRun is true)
        {
            return true;
        }

        if (!SimulatedWrites.HasFinalizers(json))
        {
            Remove_NeedsLock(resource, json);
        }
        else if (!SimulatedWrites.IsDeleting(json))
        {
            json["metadata"]!["deletionTimestamp"] = SimulatedWrites.Text(clock.GetUtcNow());
            Store_NeedsLock(resource, json);
        }

        return true;
    });

    public SimulatedPage List(ResourceInfo resource, ListOptions options) => Locked(() =>
    {
        if (options.Continue is { } token)
        {
            return _pages.Next(token, options.Limit);
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
        return _pages.First([.. selected], shown, isPaged ? options.Limit : 0);
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

    private SimulatedObject Store_NeedsLock(ResourceInfo resource, JsonObject json)
    {
        var now = SimulatedObject.From(json, ++Version);
        var before = Of(resource).GetValueOrDefault(Text(now.Key));
        Of(resource)[Text(now.Key)] = now;
        Tell_NeedsLock(new Happening(Text(resource), before is null ? WatchEventType.Added : WatchEventType.Modified, now, before));
        return now;
    }

    private SimulatedObject Remove_NeedsLock(ResourceInfo resource, JsonObject json)
    {
        var last = SimulatedObject.From(json, ++Version);
        Of(resource).Remove(Text(last.Key), out var before);
        Tell_NeedsLock(new Happening(Text(resource), WatchEventType.Deleted, last, before));
        return last;
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
