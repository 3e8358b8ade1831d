using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Faults;

/// <summary>API servers refuse some of the writes for a while.</summary>
internal sealed record ApiRefuses(int Percent, int Seconds) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.ApiRefuses;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        sim.Weather.Refuse(Percent, sim.Agenda.Now + (Seconds * 1000L));
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Percent} % of the writes are refused for {Seconds} s";
}

/// <summary>Some writes succeed and their answers are lost for a while.</summary>
internal sealed record AnswersLost(int Percent, int Seconds) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.AnswersLost;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        sim.Weather.Lose(Percent, sim.Agenda.Now + (Seconds * 1000L));
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Percent} % of the answers are lost for {Seconds} s";
}

/// <summary>Somebody writes an annotation of the rollout fifty times a second for a while, so that most intents meet a conflict.</summary>
internal sealed record StatusBumper(int Seconds) : Incident
{
    private const int Period = 20;

    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.StatusBumper;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        Bump(sim, Seconds * 1000 / Period);
        return sim.Hub.Rollout.Value is not null;
    }

    /// <inheritdoc />
    public override string ToString() => $"somebody writes the rollout 50 times a second for {Seconds} s";

    private static void Bump(ClusterSim sim, int left)
    {
        sim.Hub.Annotate("example.com/bumper", $"{left}");
        if (left > 0)
        {
            sim.Incidents.EndAfter(Period, () => Bump(sim, left - 1));
        }
    }
}

/// <summary>No watch of the leader tells anything for a while.</summary>
internal sealed record WatchesStuck(int Seconds) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.WatchesStuck;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        sim.Leader?.StickWatches(sim.Agenda.Now + (Seconds * 1000L));
        return sim.Leader is not null;
    }

    /// <inheritdoc />
    public override string ToString() => $"the operator's watches are stuck for {Seconds} s";
}
