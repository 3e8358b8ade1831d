namespace ModelSync.Api.Versions;

/// <summary>Compares what callers see of two versions: inputs and outputs, by name.</summary>
internal static class SchemaDiff
{
    public static IEnumerable<VersionChange> Compare(ModelSchema? older, ModelSchema? newer) =>
        Compare(older?.Inputs, newer?.Inputs, "schema.inputs", isInput: true)
            .Concat(Compare(older?.Outputs, newer?.Outputs, "schema.outputs", isInput: false));

    private static IEnumerable<VersionChange> Compare(IReadOnlyList<TensorSchema>? older, IReadOnlyList<TensorSchema>? newer, string list, bool isInput)
    {
        if (older is null or { Count: 0 })
        {
            // Where nothing was promised nothing can be broken.
            return newer is null or { Count: 0 } ? [] : [new VersionChange(BumpLevel.Minor, list, "was declared for the first time")];
        }

        var before = older.ToLookup(tensor => tensor.Name, StringComparer.Ordinal);
        var after = (newer ?? []).ToLookup(tensor => tensor.Name, StringComparer.Ordinal);
        var kept = older.SelectMany(tensor => after[tensor.Name].FirstOrDefault() is { } other
            ? CompareTensors(tensor, other, $"{list}[{tensor.Name}]", isInput)
            : [new VersionChange(BumpLevel.Major, $"{list}[{tensor.Name}]", "was removed")]);
        var added = (newer ?? []).Where(tensor => !before.Contains(tensor.Name)).Select(tensor => isInput && IsRequired(tensor)
            ? new VersionChange(BumpLevel.Major, $"{list}[{tensor.Name}]", "was added and is required")
            : new VersionChange(BumpLevel.Minor, $"{list}[{tensor.Name}]", "was added"));
        return kept.Concat(added);
    }

    private static IEnumerable<VersionChange> CompareTensors(TensorSchema older, TensorSchema newer, string field, bool isInput)
    {
        if (!string.Equals(older.Datatype, newer.Datatype, StringComparison.Ordinal))
        {
            yield return new VersionChange(BumpLevel.Major, $"{field}.datatype", $"changed from {older.Datatype ?? "none"} to {newer.Datatype ?? "none"}");
        }

        if (!IsSame(older.Shape, newer.Shape))
        {
            // An input may take more than before, an output may give less variety: neither breaks a caller.
            var harmless = isInput ? Covers(newer.Shape, older.Shape) : Covers(older.Shape, newer.Shape);
            var what = $"changed from {Text(older.Shape)} to {Text(newer.Shape)}";
            yield return new VersionChange(harmless ? BumpLevel.Minor : BumpLevel.Major, $"{field}.shape", what);
        }

        if (IsRequired(older) != IsRequired(newer))
        {
            var harmless = isInput ? IsRequired(older) : IsRequired(newer);
            yield return new VersionChange(harmless ? BumpLevel.Minor : BumpLevel.Major, field, IsRequired(newer) ? "became required" : "became optional");
        }
    }

    private static bool IsRequired(TensorSchema tensor) => tensor.Presence is not TensorPresence.Optional;

    private static bool IsSame(IReadOnlyList<long>? older, IReadOnlyList<long>? newer) =>
        older is null || newer is null ? older is null && newer is null : older.SequenceEqual(newer);

    /// <summary>Whether every tensor of the narrow shape has the wide one too; no shape is any shape, -1 any size.</summary>
    private static bool Covers(IReadOnlyList<long>? wide, IReadOnlyList<long>? narrow) =>
        wide is null || (narrow is not null && wide.Count == narrow.Count && wide.Zip(narrow).All(size => size.First == -1 || size.First == size.Second));

    private static string Text(IReadOnlyList<long>? shape) => shape is null ? "any" : $"[{string.Join(", ", shape)}]";
}
