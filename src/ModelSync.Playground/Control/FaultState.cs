namespace ModelSync.Playground.Control;

/// <summary>A rule of the fault proxy, and how often it has struck.</summary>
internal sealed record FaultState(int Id, string Rule, long Injected);
