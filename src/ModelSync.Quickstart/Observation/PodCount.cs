namespace ModelSync.Quickstart.Observation;

/// <summary>The pods of one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Ready">How many are ready.</param>
/// <param name="Wanted">How many there should be.</param>
internal sealed record PodCount(string Version, int Ready, int Wanted);
