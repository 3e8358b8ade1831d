using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation;

/// <summary>Counts.</summary>
internal sealed class Tally : Witness
{
    /// <summary>Candidates that were tried: a rollout starts with each new one, and with each retry.</summary>
    public int Rollouts { get; private set; }

    /// <summary>Decisions.</summary>
    public int Decisions { get; private set; }

    /// <summary>Writes.</summary>
    public int Writes { get; private set; }

    /// <inheritdoc />
    public override void Decided(Decided decided) => Decisions++;

    /// <inheritdoc />
    public override void EffectWritten(Effect effect) => Writes++;

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        Writes++;
        var (old, now) = (before.Status?.Candidate, after.Status?.Candidate);
        if (now is { StartedAt: { } started } && (old?.StartedAt != started || !string.Equals(old?.Revision, now.Revision, StringComparison.Ordinal)))
        {
            Rollouts++;
        }
    }
}
