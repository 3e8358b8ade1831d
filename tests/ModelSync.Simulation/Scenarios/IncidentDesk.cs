using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Lets incidents happen when their time has come, and remembers how good the versions are.</summary>
internal sealed class IncidentDesk
{
    private readonly ClusterSim _sim;
    private readonly List<Timed> _waiting;
    private readonly Dictionary<string, VersionQuality> _qualities = [];

    /// <summary>The incidents of a scenario.</summary>
    public IncidentDesk(ClusterSim sim, IReadOnlyList<Timed> incidents)
    {
        _sim = sim;
        _waiting = [.. incidents];
        for (var i = 0; i < sim.Scenario.Qualities.Count; i++)
        {
            _qualities[VersionName.Of(i + 1)] = sim.Scenario.Qualities[i];
        }
    }

    /// <summary>How many incidents are under way: faults that have not ended yet.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Plans the incidents that have a time.</summary>
    public void Begin()
    {
        foreach (var timed in _waiting.FindAll(timed => timed.When.State is null))
        {
            _waiting.Remove(timed);
            Plan(timed.When.AfterMilliseconds, timed.What);
        }
    }

    /// <summary>A state was reached: plans the incidents that waited for it.</summary>
    public void Reached(WorldState state)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        foreach (var timed in _waiting.FindAll(timed => timed.When.State == state))
        {
            _waiting.Remove(timed);
            Plan(timed.When.AfterMilliseconds, timed.What);
        }
    }

    /// <summary>The quality of a version.</summary>
    public VersionQuality QualityOf(string version) => _qualities.GetValueOrDefault(version, VersionQuality.Fine);

    /// <summary>Changes the quality of a version.</summary>
    public void SetQuality(string version, VersionQuality quality) => _qualities[version] = quality;

    /// <summary>Ends a fault after a while.</summary>
    public void EndAfter(long milliseconds, Action end)
    {
        UnderWay++;
        _sim.Agenda.After(milliseconds, () =>
        {
            UnderWay--;
            _sim.Touch();
            end();
        });
    }

    private void Plan(long after, Incident incident)
    {
        UnderWay++;
        _sim.Agenda.After(after, () =>
        {
            UnderWay--;
            _sim.Touch();
            var state = StateReader.Of(_sim.Hub.Rollout.Value);
            _sim.Audience.Happened(state, incident, incident.Apply(_sim));
        });
    }
}
