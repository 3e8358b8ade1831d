using System.Threading.Channels;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The server's end of one watch.</summary>
internal sealed class SimulatedWatcher : IDisposable
{
    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Channel<SimulatedFrame> _frames = Channel.CreateUnbounded<SimulatedFrame>();
    private readonly WatchOptions _options;
    private readonly SimulatedFaults _faults;
    private readonly ITimer _end;
    private readonly ITimer _dead;
    private readonly ITimer _bookmarks;
    private volatile bool _isStuck;

    public SimulatedWatcher(ResourceInfo resource, WatchOptions options, SimulatedFaults faults, TimeSpan timeout, TimeProvider clock, Action<SimulatedWatcher> bookmark)
    {
        Resource = resource;
        _options = options;
        _faults = faults;
        _end = clock.CreateTimer(_ => End(), state: null, timeout, Timeout.InfiniteTimeSpan);
        _dead = clock.CreateTimer(_ => Break(SimulatedErrors.NoAnswer()), state: null, timeout + Grace, Timeout.InfiniteTimeSpan);
        _bookmarks = clock.CreateTimer(_ => bookmark(this), state: null, BookmarkPeriod, BookmarkPeriod);
    }

    public ResourceInfo Resource { get; }

    public ChannelReader<SimulatedFrame> Frames => _frames.Reader;

    /// <summary>Tells a change, if it is one within the selection: what leaves the selection is told as deleted.</summary>
    public void Tell(WatchEventType type, SimulatedObject now, SimulatedObject? before)
    {
        var isIn = type != WatchEventType.Deleted && Selects(now);
        var wasIn = before is not null && Selects(before);
        if (!isIn && !wasIn)
        {
            return;
        }

        var told = !isIn ? WatchEventType.Deleted : wasIn ? WatchEventType.Modified : WatchEventType.Added;
        Send(new SimulatedFrame(told, now.Json, now.Version));
        if (_faults.DuplicatesEvents)
        {
            Send(new SimulatedFrame(told, now.Json, now.Version));
        }
    }

    public bool Selects(SimulatedObject value) =>
        (_options.Namespace is null || _options.Namespace == value.Key.Namespace) && value.Meets(_options.LabelSelector, _options.FieldSelector);

    public void Send(SimulatedFrame frame)
    {
        if (!_isStuck && !(_faults.OmitsBookmarks && frame is { Type: WatchEventType.Bookmark, IsInitialEventsEnd: false }))
        {
            _frames.Writer.TryWrite(frame);
        }
    }

    /// <summary>Sends nothing any more, and does not end either, until the client gives up.</summary>
    public void Stick() => _isStuck = true;

    /// <summary>Ends in good order.</summary>
    public void End()
    {
        if (!_isStuck)
        {
            _frames.Writer.TryComplete();
        }
    }

    /// <summary>Ends by an error frame, or by a broken connection.</summary>
    public void Break(Exception error) => _frames.Writer.TryComplete(error);

    public void Dispose()
    {
        _end.Dispose();
        _dead.Dispose();
        _bookmarks.Dispose();
        _frames.Writer.TryComplete();
    }
}
