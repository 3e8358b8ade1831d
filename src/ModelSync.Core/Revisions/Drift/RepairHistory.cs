namespace ModelSync.Core.Revisions.Drift;

/// <summary>
/// The latest repairs of one object's fields: whether somebody fights with us for a field, and when the next repair may be. Immutable; times
/// are since any one moment.
/// </summary>
public sealed record RepairHistory
{
    private const int MostRepairs = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SlowPace = TimeSpan.FromMinutes(1);
    private readonly IReadOnlyList<Repair> _repairs;

    private RepairHistory(IReadOnlyList<Repair> repairs) => _repairs = repairs;

    /// <summary>No repairs.</summary>
    public static RepairHistory None { get; } = new([]);

    /// <summary>The history after a repair of fields; what is older than the window is forgotten.</summary>
    public RepairHistory After(IReadOnlyList<string> fields, TimeSpan at)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new RepairHistory([.. _repairs.Where(repair => IsRecent(repair, at)), .. fields.Select(field => new Repair(field, at))]);
    }

    /// <summary>The fields that were repaired more than 5 times in the last 10 minutes, in their order: advances stop.</summary>
    public IReadOnlyList<string> Contended(TimeSpan at) =>
    [
        .. _repairs.Where(repair => IsRecent(repair, at))
            .GroupBy(static repair => repair.Field, StringComparer.Ordinal)
            .Where(static field => field.Count() > MostRepairs)
            .Select(static field => field.Key)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// How long the next repair of a field has to wait: nothing, or while it is contended until a minute after the last one. Aborts and returns do
    /// not ask.
    /// </summary>
    public TimeSpan DelayOf(string field, TimeSpan at)
    {
        if (!Contended(at).Contains(field, StringComparer.Ordinal))
        {
            return TimeSpan.Zero;
        }

        var last = _repairs.Where(repair => string.Equals(repair.Field, field, StringComparison.Ordinal)).Max(static repair => repair.At);
        return last + SlowPace > at ? last + SlowPace - at : TimeSpan.Zero;
    }

    /// <summary>How long until the first of these repairs is forgotten, and with it a contention may be over; zero when all are.</summary>
    public TimeSpan EndsAfter(TimeSpan at) => _repairs.Where(repair => IsRecent(repair, at)).Select(repair => repair.At + Window - at).DefaultIfEmpty().Min();

    private static bool IsRecent(Repair repair, TimeSpan at) => at - repair.At < Window;

    private readonly record struct Repair(string Field, TimeSpan At);
}
