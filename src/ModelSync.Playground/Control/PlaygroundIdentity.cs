namespace ModelSync.Playground.Control;

/// <summary>Which playground it is; it says so at once, however its clusters are.</summary>
internal sealed record PlaygroundIdentity(string Id, int ProcessId);
