using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>The output of the last runs of a pod's model container. Safe for use from many threads.</summary>
internal sealed class PodLogs
{
    private readonly Lock _lock = new();
    private (int Run, ILogText Log) _latest;
    private (int Run, ILogText Log) _before;

    /// <summary>A run has begun; that before the one before is forgotten, as kubelets do.</summary>
    public void Begin(int run, ILogText log)
    {
        lock (_lock)
        {
            (_before, _latest) = (_latest, (run, log));
        }
    }

    /// <summary>Keeps what the run has written, since its server is about to go, and adds how it ended.</summary>
    public void End(int run, LogLine last)
    {
        lock (_lock)
        {
            if (_latest.Run == run && _latest.Log is not EndedLog)
            {
                _latest = (run, EndedLog.Of(_latest.Log, last));
            }
        }
    }

    public ILogText? Find(int run)
    {
        lock (_lock)
        {
            return _latest.Run == run ? _latest.Log : _before.Run == run ? _before.Log : null;
        }
    }
}
