using ModelSync.Playground.Load;

namespace ModelSync.Quickstart.Traffic;

/// <summary>Tells from the totals of a load what clients got of late.</summary>
internal sealed class TrafficMeter : IProgress<LoadSnapshot>
{
    /// <summary>What "of late" means.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly Queue<LoadSnapshot> _recent = new();
    private TrafficView _view = TrafficView.Nothing;

    /// <summary>How it stands.</summary>
    public TrafficView View
    {
        get
        {
            lock (_lock)
            {
                return _view;
            }
        }
    }

    /// <summary>The totals from the beginning; null before the first.</summary>
    public LoadSnapshot? Total
    {
        get
        {
            lock (_lock)
            {
                return _recent.LastOrDefault();
            }
        }
    }

    public void Report(LoadSnapshot value)
    {
        lock (_lock)
        {
            // One stays that is as old as the window: what came since is what is shown.
            while (_recent.Skip(1).FirstOrDefault() is { } next && value.Elapsed - next.Elapsed >= Window)
            {
                _recent.Dequeue();
            }

            _view = Between(_recent.TryPeek(out var before) ? before : null, value);
            _recent.Enqueue(value);
        }
    }

    /// <summary>What the last of two snapshots shows, with shares and rate of what came in between.</summary>
    public static TrafficView Between(LoadSnapshot? before, LoadSnapshot now)
    {
        long Since(LoadVersion version) => version.Answers - (before?.AnswersOf(version.Version) ?? 0);
        var answers = now.Versions.Sum(Since);
        var elapsed = now.Elapsed - (before?.Elapsed ?? TimeSpan.Zero);
        return new TrafficView
        {
            Requests = now.Requests,
            Failures = now.Failures,
            Rate = elapsed > TimeSpan.Zero ? (now.Requests - (before?.Requests ?? 0)) / elapsed.TotalSeconds : 0,
            Versions =
            [
                .. now.Versions.Select(version => new VersionTraffic(
                    version.Version, answers == 0 ? null : (double)Since(version) / answers, version.Answers, version.Errors, version.P50, version.P95)),
            ],
        };
    }
}
