namespace ModelSync.Api.Versions;

/// <summary>Compares what two versions learned from.</summary>
internal static class LineageDiff
{
    public static IEnumerable<VersionChange> Compare(ModelLineage? older, ModelLineage? newer)
    {
        if (!string.Equals(older?.TrainingDataHash, newer?.TrainingDataHash, StringComparison.Ordinal))
        {
            yield return new VersionChange(
                BumpLevel.Data, "lineage.trainingDataHash", $"changed from {older?.TrainingDataHash ?? "none"} to {newer?.TrainingDataHash ?? "none"}");
        }

        foreach (var change in CompareDatasets(older?.Datasets ?? [], newer?.Datasets ?? []))
        {
            yield return change;
        }

        foreach (var change in CompareFeatures(older?.Features ?? [], newer?.Features ?? []))
        {
            yield return change;
        }
    }

    private static IEnumerable<VersionChange> CompareDatasets(IReadOnlyList<DatasetReference> older, IReadOnlyList<DatasetReference> newer)
    {
        var before = older.ToLookup(dataset => dataset.Name, StringComparer.Ordinal);
        var after = newer.ToLookup(dataset => dataset.Name, StringComparer.Ordinal);
        foreach (var dataset in older)
        {
            if (after[dataset.Name].FirstOrDefault() is not { } other)
            {
                yield return new VersionChange(BumpLevel.Data, $"lineage.datasets[{dataset.Name}]", "was removed");
            }
            else if (!string.Equals(Identity(dataset), Identity(other), StringComparison.Ordinal))
            {
                yield return new VersionChange(BumpLevel.Data, $"lineage.datasets[{dataset.Name}]", "changed");
            }
        }

        foreach (var dataset in newer.Where(dataset => !before.Contains(dataset.Name)))
        {
            yield return new VersionChange(BumpLevel.Data, $"lineage.datasets[{dataset.Name}]", "was added");
        }
    }

    private static IEnumerable<VersionChange> CompareFeatures(IReadOnlyList<string> older, IReadOnlyList<string> newer)
    {
        foreach (var feature in older.Except(newer, StringComparer.Ordinal))
        {
            yield return new VersionChange(BumpLevel.Data, $"lineage.features[{feature}]", "was removed");
        }

        foreach (var feature in newer.Except(older, StringComparer.Ordinal))
        {
            yield return new VersionChange(BumpLevel.Minor, $"lineage.features[{feature}]", "was added");
            yield return new VersionChange(BumpLevel.Data, $"lineage.features[{feature}]", "was added");
        }
    }

    /// <summary>A dataset that only moved is the same, if a digest says so.</summary>
    private static string? Identity(DatasetReference dataset) => dataset.Digest ?? dataset.Uri;
}
