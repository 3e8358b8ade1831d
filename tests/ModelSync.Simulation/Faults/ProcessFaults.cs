using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Faults;

/// <summary>The operator dies right after so many more writes, before it sees the answer; 0 means now.</summary>
internal sealed record Crash(int AfterWrites) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Crash;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        if (sim.Leader is not { } leader)
        {
            return false;
        }

        if (AfterWrites == 0)
        {
            sim.Crash(leader);
        }
        else
        {
            leader.WritesToLive = AfterWrites;
        }

        return true;
    }

    /// <inheritdoc />
    public override string ToString() => AfterWrites == 0 ? "the operator dies" : $"the operator dies after {AfterWrites} more writes";
}

/// <summary>Another process leads while the old one goes on for a while, as after a pause of its machine.</summary>
internal sealed record TwoLeaders(int Seconds, int StandsStill) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.TwoLeaders;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        if (sim.Leader is not { } old)
        {
            return false;
        }

        // In the middle of what it was doing.
        old.StandsStillUntil = sim.Agenda.Now + (StandsStill * 1000L);
        sim.Start(listsStale: sim.Random.Chance(50));
        sim.Incidents.EndAfter(Seconds * 1000L, () => sim.Stop(old));
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"another process leads, the old one stands still for {StandsStill} s and ends after {Seconds} s";
}

/// <summary>The wall clock of the leader jumps.</summary>
internal sealed record ClockJump(int Seconds) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => Seconds > 0 ? IncidentKind.ClockAhead : IncidentKind.ClockBack;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        if (sim.Leader is not { } leader)
        {
            return false;
        }

        leader.WallOffset += Seconds * 1000L;
        leader.Wake();
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"the operator's wall clock jumps by {Seconds} s";
}
