using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>Somebody annotates the rollout with a verb.</summary>
internal sealed record Verb(RolloutVerb What, Aim Aim = Aim.Right) : Incident
{
    private const string AbortKey = "modelsync.io/abort";
    private const string ActionKey = "modelsync.io/action";

    /// <inheritdoc />
    public override IncidentKind Kind => Aim != Aim.Right ? IncidentKind.StaleVerb : What switch
    {
        RolloutVerb.Abort => IncidentKind.Abort,
        RolloutVerb.Promote => IncidentKind.Promote,
        RolloutVerb.PromoteFull => IncidentKind.PromoteFull,
        RolloutVerb.Retry => IncidentKind.Retry,
        _ => IncidentKind.Undo,
    };

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var revision = Revision(sim.Status);
        if (sim.Hub.Rollout.Value is not { } rollout || revision is null)
        {
            return false;
        }

        var key = What == RolloutVerb.Abort ? AbortKey : ActionKey;
        var last = What == RolloutVerb.Abort ? sim.Status?.LastAbort?.Id : sim.Status?.LastAction?.Id;
        var id = Aim == Aim.RepeatedId && last is not null ? last : $"{sim.Agenda.Now}";
        var text = Aim switch
        {
            Aim.Stale => $"revision=v9t9xxxxxx;id={id}",
            Aim.Garbled => $"revison={revision};id={id}",
            _ => $"revision={revision};id={id}",
        };
        sim.Hub.Annotate(key, What == RolloutVerb.Abort ? text : $"{Word};{text}");
        return !ReferenceEquals(rollout, sim.Hub.Rollout.Value);
    }

    /// <inheritdoc />
    public override string ToString() => Aim == Aim.Right ? $"somebody says {Word}" : $"somebody says {Word} ({Aim})";

    private string Word => What switch
    {
        RolloutVerb.PromoteFull => "promote-full",
        _ => What.ToString().ToLowerInvariant(),
    };

    // Undo is meant for stable, retry for the revision that failed (in some clusters that may be stable), the others for the candidate.
    private string? Revision(ModelRolloutStatus? status) => What switch
    {
        RolloutVerb.Undo => status?.Stable?.Revision,
        RolloutVerb.Retry => status?.Failed?.Revision ?? status?.Candidate?.Revision ?? status?.Stable?.Revision,
        _ => status?.Candidate?.Revision ?? status?.Stable?.Revision,
    };
}
