namespace ModelSync.Quickstart.Traffic;

/// <summary>What clients got from one version.</summary>
/// <param name="Version">The version, as its answers name it.</param>
/// <param name="Share">Its part of the answers of late, from 0 to 1; null where there were none.</param>
/// <param name="Answers">Its answers from the beginning.</param>
/// <param name="Errors">Those of them that were errors.</param>
/// <param name="P50">The median latency of its good answers.</param>
/// <param name="P95">Their 95th percentile.</param>
internal sealed record VersionTraffic(string Version, double? Share, long Answers, long Errors, TimeSpan? P50, TimeSpan? P95);
