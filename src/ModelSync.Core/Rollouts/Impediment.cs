namespace ModelSync.Core.Rollouts;

/// <summary>Something that stands in the way.</summary>
/// <param name="Reason">What it is, in CamelCase.</param>
/// <param name="Message">The object or policy, the observed value and the remedy, in a sentence.</param>
public sealed record Impediment(string Reason, string Message);
