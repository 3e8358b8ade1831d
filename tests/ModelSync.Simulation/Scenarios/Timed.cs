namespace ModelSync.Simulation.Scenarios;

/// <summary>An incident and its time.</summary>
internal readonly record struct Timed(Trigger When, Incident What)
{
    /// <summary>Both in words.</summary>
    public override string ToString() => $"{When}: {What}";
}
