using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts;

/// <summary>Says by which settings traffic is split now; gatherer, planner and executor have to agree on it.</summary>
public static class TrafficInForce
{
    private static readonly TrafficSpec Default = new() { Type = TrafficType.Service };

    /// <summary>The settings of the candidate's frozen plan while it is on trial and its record is seen, else those of the spec.</summary>
    public static TrafficSpec Of(ModelRollout rollout, IReadOnlyList<RevisionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(records);
        if (rollout.Status?.Candidate is { } candidate)
        {
            foreach (var record in records)
            {
                if (record.Epoch == candidate.Epoch && Text.Same(record.Revision, candidate.Revision))
                {
                    return record.Plan.Traffic;
                }
            }
        }

        return rollout.Spec?.Traffic ?? Default;
    }

    /// <summary>The type of these settings; Service where none is named.</summary>
    public static TrafficType TypeOf(TrafficSpec traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        return traffic.Type ?? TrafficType.Service;
    }
}
