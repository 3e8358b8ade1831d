using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Versions;

/// <summary>Compares what is in two packages: parts, configuration, and what they need. None of it shows in the schema.</summary>
internal static class PackageDiff
{
    /// <summary>Compares the packages; <paramref name="weights"/> is what new weights and adapters demand.</summary>
    public static IEnumerable<VersionChange> Compare(ModelVersionSpec older, ModelVersionSpec newer, BumpLevel weights)
    {
        var changes = CompareComponents(older.Components ?? [], newer.Components ?? [], weights);
        if ((older.RuntimeProfile ?? RuntimeProfile.HTTP) != (newer.RuntimeProfile ?? RuntimeProfile.HTTP))
        {
            var what = $"changed from {older.RuntimeProfile ?? RuntimeProfile.HTTP} to {newer.RuntimeProfile ?? RuntimeProfile.HTTP}";
            changes = changes.Append(new VersionChange(BumpLevel.Patch, "runtimeProfile", what));
        }

        return changes
            .Concat(CompareMaps(older.Parameters, newer.Parameters, "parameters", BumpLevel.Patch))
            .Concat(CompareMaps(older.Hyperparameters, newer.Hyperparameters, "hyperparameters", weights))
            .Concat(CompareDependencies(older.Dependencies, newer.Dependencies));
    }

    private static IEnumerable<VersionChange> CompareComponents(IReadOnlyList<ModelComponent> older, IReadOnlyList<ModelComponent> newer, BumpLevel weights)
    {
        var before = older.ToLookup(component => component.Name, StringComparer.Ordinal);
        var after = newer.ToLookup(component => component.Name, StringComparer.Ordinal);
        foreach (var component in older)
        {
            var level = component.Role is ComponentRole.Weights or ComponentRole.Adapter ? weights : BumpLevel.Patch;
            var other = after[component.Name].FirstOrDefault();
            if (other is null || other.Role != component.Role)
            {
                yield return new VersionChange(BumpLevel.Patch, $"components[{component.Name}]", other is null ? "was removed" : "has another role");
            }
            else if (!IsSame(component, other))
            {
                yield return new VersionChange(level, $"components[{component.Name}]", "changed");
            }
        }

        foreach (var component in newer.Where(component => !before.Contains(component.Name)))
        {
            yield return new VersionChange(BumpLevel.Patch, $"components[{component.Name}]", "was added");
        }
    }

    private static bool IsSame(ModelComponent older, ModelComponent newer) => older.Digest is not null && newer.Digest is not null
        ? string.Equals(older.Digest, newer.Digest, StringComparison.Ordinal)
        : string.Equals(older.Uri, newer.Uri, StringComparison.Ordinal);

    private static IEnumerable<VersionChange> CompareMaps(StringMap? older, StringMap? newer, string field, BumpLevel level)
    {
        var before = older ?? StringMap.Empty;
        var after = newer ?? StringMap.Empty;
        foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!before.TryGetValue(key, out var was))
            {
                yield return new VersionChange(level, $"{field}[{key}]", "was added");
            }
            else if (!after.TryGetValue(key, out var now))
            {
                yield return new VersionChange(level, $"{field}[{key}]", "was removed");
            }
            else if (!string.Equals(was, now, StringComparison.Ordinal))
            {
                yield return new VersionChange(level, $"{field}[{key}]", $"changed from {was} to {now}");
            }
        }
    }

    private static IEnumerable<VersionChange> CompareDependencies(ModelDependencies? older, ModelDependencies? newer)
    {
        IEnumerable<VersionChange> changes = older?.Framework == newer?.Framework
            ? []
            : [new VersionChange(BumpLevel.Patch, "dependencies.framework", "changed")];
        return changes
            .Concat(CompareMaps(older?.Libraries, newer?.Libraries, "dependencies.libraries", BumpLevel.Patch))
            .Concat(CompareMaps(Ranges(older), Ranges(newer), "dependencies.models", BumpLevel.Patch));
    }

    private static StringMap Ranges(ModelDependencies? dependencies) =>
        StringMap.From((dependencies?.Models ?? []).Select(model => KeyValuePair.Create(model.Name ?? string.Empty, model.Range ?? string.Empty)));
}
