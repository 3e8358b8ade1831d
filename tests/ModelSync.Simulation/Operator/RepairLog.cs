namespace ModelSync.Simulation.Operator;

/// <summary>Counts repairs of fields that somebody else writes, too: more than five in ten minutes is a contention.</summary>
internal sealed class RepairLog
{
    private const long Window = 600_000;
    private const long SlowPace = 60_000;
    private const int Limit = 5;
    private readonly Dictionary<string, List<long>> _repairs = [];

    /// <summary>Whether nothing was ever repaired.</summary>
    public bool IsEmpty => _repairs.Count == 0;

    /// <summary>Remembers a repair.</summary>
    public void Add(string field, long now)
    {
        if (!_repairs.TryGetValue(field, out var times))
        {
            _repairs[field] = times = [];
        }

        times.RemoveAll(time => time <= now - Window);
        times.Add(now);
    }

    /// <summary>Whether a field is fought over.</summary>
    public bool IsContended(string field, long now) => _repairs.TryGetValue(field, out var times) && times.Count(time => time > now - Window) > Limit;

    /// <summary>How long a repair of a contended field has to wait; 0 when it may be made.</summary>
    public long WaitFor(string field, long now) => IsContended(field, now) ? Math.Max(0, _repairs[field][^1] + SlowPace - now) : 0;

    /// <summary>The fields that are fought over.</summary>
    public IEnumerable<string> Contended(string cluster, long now) =>
        _repairs.Keys.Where(field => field.StartsWith(cluster + "/", StringComparison.Ordinal) && IsContended(field, now));
}
