using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>A rule in a plan, and how it fares.</summary>
/// <param name="Id">Its number, which no other rule of the plan ever had.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Matches">How many requests or connections it has matched.</param>
/// <param name="Injections">How many of them were befallen.</param>
/// <param name="IsOver">Whether its count or its time has run out.</param>
public sealed record ActiveFault(int Id, FaultRule Rule, long Matches, long Injections, bool IsOver);
