using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>
/// Follows a watch and knows from where to resume it. A watch that was opened at no particular version begins with synthetic additions
/// whose versions are in no order: resuming at one of them would skip the others, so the cursor stays where it is until their end.
/// Bookmarks move it too, or a resume after a quiet hour would be expired.
/// </summary>
public readonly record struct WatchCursor
{
    private readonly bool _inInitialEvents;
    private readonly bool _awaitsMarker;

    private WatchCursor(ResourceVersion position, bool inInitialEvents, bool awaitsMarker)
    {
        Position = position;
        _inInitialEvents = inInitialEvents;
        _awaitsMarker = awaitsMarker;
    }

    /// <summary>Where to resume: the version to open the next watch at.</summary>
    public ResourceVersion Position { get; }

    /// <summary>The cursor of a watch opened with these options.</summary>
    public static WatchCursor For(WatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WatchCursor(options.ResourceVersion, options.ResourceVersion.IsUnset || options.SendInitialEvents, options.SendInitialEvents);
    }

    /// <summary>The cursor after an event.</summary>
    public WatchCursor After<T>(in WatchEvent<T> watchEvent)
        where T : class, IKubernetesObject
    {
        var isStillInitial = _inInitialEvents && (_awaitsMarker ? !watchEvent.IsInitialEventsEnd : watchEvent.Type == WatchEventType.Added);
        if (isStillInitial || watchEvent.ResourceVersion.IsNone)
        {
            return this;
        }

        return new WatchCursor(watchEvent.ResourceVersion, inInitialEvents: false, awaitsMarker: false);
    }
}
