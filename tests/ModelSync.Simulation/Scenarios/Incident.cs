namespace ModelSync.Simulation.Scenarios;

/// <summary>Something that strikes a world from outside: a fault, or an edit by somebody; all kinds stand in Faults and Edits.</summary>
internal abstract record Incident
{
    /// <summary>Which row of the coverage it belongs to.</summary>
    public abstract IncidentKind Kind { get; }

    /// <summary>Lets it happen; false when there was nothing that it could touch.</summary>
    public abstract bool Apply(ClusterSim sim);
}
