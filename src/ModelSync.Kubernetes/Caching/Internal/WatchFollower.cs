using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Brings what one watch tells into the store, or first into a list where the watch begins with the present objects.</summary>
internal sealed class WatchFollower<T>
    where T : class, IKubernetesObject
{
    private readonly ObjectStore<T> _store;
    private readonly ObjectGate<T> _gate;
    private readonly InformerTelemetry _telemetry;

    public WatchFollower(ObjectStore<T> store, ObjectGate<T> gate, InformerTelemetry telemetry, WatchOptions options, bool mustNotBeOlder)
    {
        _store = store;
        _gate = gate;
        _telemetry = telemetry;
        Cursor = WatchCursor.For(options);
        Staged = options.SendInitialEvents ? new StagedList<T>(store, gate, mustNotBeOlder) : null;
    }

    /// <summary>Where to resume.</summary>
    public WatchCursor Cursor { get; private set; }

    /// <summary>Whether the watch got further than where it was opened.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>The present objects, until their end was told; they come by name, not by version.</summary>
    public StagedList<T>? Staged { get; private set; }

    /// <summary>
    /// Whether the watch tells of a time before what it told already. Versions within a watch only rise: such a server has been set back to a backup, or
    /// tells again what is over, and an object that was deleted since would come back. No event of it can be trusted.
    /// </summary>
    public bool GoesBack(in WatchEvent<T> told) => Staged is null && told.ResourceVersion.TryCompare(Cursor.Position, out var order) && order < 0;

    /// <summary>Takes what the watch tells; true at the end of the present objects.</summary>
    public bool Follow(in WatchEvent<T> told)
    {
        if (told.Type != WatchEventType.Bookmark)
        {
            if (Staged is null)
            {
                Apply(told);
            }
            else
            {
                Stage(told, Staged);
            }
        }

        var next = Cursor.After(told);
        HasMoved |= next.Position != Cursor.Position;
        Cursor = next;
        return Staged is not null && told.IsInitialEventsEnd;
    }

    /// <summary>The present objects are in the store: what follows are changes.</summary>
    public void EndInitialEvents() => Staged = null;

    private static void Stage(in WatchEvent<T> told, StagedList<T> staged)
    {
        if (told.Type == WatchEventType.Deleted)
        {
            staged.Remove(told.Metadata);
        }
        else if (told.Object is { } value)
        {
            staged.Add(value);
        }
        else if (told.Invalid is { } invalid)
        {
            staged.Add(invalid);
        }
    }

    private void Apply(in WatchEvent<T> told)
    {
        if (!_gate.TryGetKey(told.Metadata, out var key))
        {
            _telemetry.Unnamed(told.Invalid?.Error ?? "it has no name");
            return;
        }

        // A list that showed an older state of this object has not taken it back, nor does what the watch tells from there on.
        if (_store.Find(key) is { } cached && ObjectIdentity.IsOlder(told.Metadata!, ObjectIdentity.MetadataOf(cached)))
        {
            return;
        }

        _store.Apply(key, told.Type == WatchEventType.Deleted ? null : told.Object is { } value ? _gate.Admit(value) : told.Invalid);
    }
}
