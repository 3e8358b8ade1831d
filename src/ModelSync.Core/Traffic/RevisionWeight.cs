namespace ModelSync.Core.Traffic;

/// <summary>A revision's share of traffic in percent.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Weight">Its share, from 0 to 100.</param>
public readonly record struct RevisionWeight(string Revision, int Weight);
