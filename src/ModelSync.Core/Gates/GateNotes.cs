using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Gates;

/// <summary>Keeps what a status says of gates still while only numbers move.</summary>
public static class GateNotes
{
    /// <summary>
    /// What the status says of a gate from now on: <paramref name="before"/> as it was while its verdict is the same, else <paramref name="now"/> with
    /// the time of its baseline. A step change, too, brings the numbers up to date.
    /// </summary>
    public static GateStatus Keep(GateStatus? before, GateStatus now, bool isStepChange, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (before is not null && before.Verdict == now.Verdict && !isStepChange)
        {
            return before;
        }

        var isSame = before is not null && string.Equals(before.Baseline, now.Baseline, StringComparison.Ordinal);
        return now with { BaselineTime = now.Baseline is null ? null : isSame ? before?.BaselineTime : Stamp.Of(at) };
    }
}
