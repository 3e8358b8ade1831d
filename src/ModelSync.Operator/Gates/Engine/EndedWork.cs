namespace ModelSync.Operator.Gates.Engine;

/// <summary>What was decided to end under the lock, and is ended outside of it.</summary>
internal sealed class EndedWork
{
    private readonly List<CancellationTokenSource> _sources = [];

    /// <summary>The runs that are forgotten.</summary>
    public List<GateRunState> Runs { get; } = [];

    /// <summary>Ends what is under way for a run.</summary>
    public void Stop(GateRunState run)
    {
        if (run.UnderWay is { } work)
        {
            _sources.Add(work);
        }
    }

    public void Cancel()
    {
        foreach (var source in _sources)
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself in between.
            }
        }
    }
}
