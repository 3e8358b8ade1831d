namespace ModelSync.Testing.Api.Simulated;

/// <summary>What goes wrong in the simulated API. Nothing does until it is set here; each fault lasts until it is taken back. Thread-safe.</summary>
public sealed class SimulatedFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<(Func<SimulatedRequest, bool> Condition, Exception Answer)> _next = [];

    /// <summary>Asked for each request: what it fails with before it has any effect, or null.</summary>
    public Func<SimulatedRequest, Exception?>? OnRequest { get; set; }

    /// <summary>Asked for each write after it has happened: true loses the answer.</summary>
    public Func<SimulatedRequest, bool>? LosesAnswer { get; set; }

    /// <summary>How long every answer takes, by the API's clock.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How a version that is no longer kept is refused.</summary>
    public SimulatedExpiry Expiry { get; set; }

    /// <summary>What becomes of watch-lists.</summary>
    public SimulatedWatchList WatchList { get; set; }

    /// <summary>Every change is told twice by each watch.</summary>
    public bool DuplicatesEvents { get; set; }

    /// <summary>No bookmarks are sent, not even when they are asked for.</summary>
    public bool OmitsBookmarks { get; set; }

    /// <summary>Lists at "0" are paged, as by a server without a watch cache.</summary>
    public bool HasNoWatchCache { get; set; }

    /// <summary>The most objects that a page holds, whatever limit was asked for; zero for the limit. Lists without a limit are never cut.</summary>
    public int PageLimit { get; set; }

    /// <summary>Lists show the frozen cache whatever version they were asked for, as some aggregated servers do.</summary>
    public bool IgnoresVersions { get; set; }

    /// <summary>Fails the next requests that satisfy the condition, one each.</summary>
    public void FailNext(Func<SimulatedRequest, bool> condition, params Exception[] answers)
    {
        lock (_gate)
        {
            foreach (var answer in answers)
            {
                _next.Enqueue((condition, answer));
            }
        }
    }

    internal Exception? AnswerTo(SimulatedRequest request)
    {
        lock (_gate)
        {
            if (_next.TryPeek(out var next) && next.Condition(request))
            {
                return _next.Dequeue().Answer;
            }
        }

        return OnRequest?.Invoke(request);
    }
}
