using ModelSync.Api.Versions;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Versions;

/// <summary>What differs between two versions, what each difference demands of the version number, and whether it is met.</summary>
internal sealed class DiffPage
{
    private readonly ModelVersionSpec _older;
    private readonly ModelVersionSpec _newer;
    private readonly VersionDiff _diff;

    private DiffPage(ModelVersionSpec older, ModelVersionSpec newer) => (_older, _newer, _diff) = (older, newer, VersionDiff.Between(older, newer));

    /// <summary>Compares two versions by what they are pinned to.</summary>
    public static DiffPage Of(ModelVersion older, ModelVersion newer) => new(
        PinnedSpec.Of(older.Spec ?? new ModelVersionSpec(), older.Status?.Components),
        PinnedSpec.Of(newer.Spec ?? new ModelVersionSpec(), newer.Status?.Components));

    /// <summary>Whether the newer number is too near to the older one.</summary>
    public bool IsTooSmall => Problem() is not null;

    /// <summary>The page.</summary>
    public IReadOnlyList<Line> Lines()
    {
        var changes = _diff.Changes.Select(Row).Concat(Metrics()).ToList();
        var head = Line.Of($"{_older.Model} ", Tone.Strong).Add(_older.Version, Tone.Strong).Add(" → ").Add(IsOneModel ? "" : $"{_newer.Model} ").Add(_newer.Version, Tone.Strong);
        return changes.Count == 0
            ? [head, Line.Empty, "Nothing differs that callers, answers or data could tell."]
            : [head, Line.Empty, .. TextTable.Lines(["FIELD", "WHAT", "DEMANDS"], changes), Line.Empty, .. Verdict()];
    }

    private bool IsOneModel => string.Equals(_older.Model, _newer.Model, StringComparison.Ordinal);

    private IEnumerable<Line> Verdict()
    {
        if (!IsOneModel)
        {
            yield return "They are of different models, so neither version follows the other.";
            yield break;
        }

        yield return Line.Of("Demanded: ").Add(_diff.Required.ToString().ToLowerInvariant(), ToneOf(_diff.Required)).Add(_diff.DataMustRise && _diff.Required != BumpLevel.Data ? ", and the data version has to rise" : "");
        if (Problem() is { } problem)
        {
            yield return Line.Of(problem, Tone.Bad);
        }
        else if (Numbers() is { } numbers)
        {
            var smallest = _diff.Smallest(numbers.Older);
            yield return Line.Of(numbers.Newer == smallest ? $"{smallest} is enough, and the smallest that is." : $"{numbers.Newer} is enough; {smallest} would be the smallest.", Tone.Good);
        }
    }

    private string? Problem() => IsOneModel && Numbers() is { } numbers ? _diff.FindError(numbers.Older, numbers.Newer) : null;

    private (SemanticVersion Older, SemanticVersion Newer)? Numbers() =>
        SemanticVersion.TryParse(_older.Version, out var older, out _) && SemanticVersion.TryParse(_newer.Version, out var newer, out _) ? (older, newer) : null;

    private IReadOnlyList<Line> Row(VersionChange change) =>
        [change.Field, Details(change) ?? change.What, Line.Of(change.Level.ToString().ToLowerInvariant(), ToneOf(change.Level))];

    // The core says that a component changed; people ask from what to what.
    private string? Details(VersionChange change)
    {
        if (change.What is not "changed" || !change.Field.StartsWith("components[", StringComparison.Ordinal))
        {
            return null;
        }

        var name = change.Field["components[".Length..^1];
        return Find(_older, name) is { } before && Find(_newer, name) is { } after
            ? $"changed from {Show(before)} to {Show(after)}"
            : null;
    }

    private static ModelComponent? Find(ModelVersionSpec spec, string name) => spec.Components?.FirstOrDefault(component => string.Equals(component.Name, name, StringComparison.Ordinal));

    private static string Show(ModelComponent component) => component.Digest is { Length: > 19 } digest ? digest[..19] : component.Uri ?? "nothing";

    private IEnumerable<IReadOnlyList<Line>> Metrics()
    {
        var (before, after) = (_older.Metrics ?? Kubernetes.Serialization.StringMap.Empty, _newer.Metrics ?? Kubernetes.Serialization.StringMap.Empty);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.TryGetValue(name, out var old) ? old : null, after.TryGetValue(name, out var next) ? next : null);
            if (!string.Equals(was, now, StringComparison.Ordinal))
            {
                yield return [$"metrics[{name}]", was is null ? $"was added: {now}" : now is null ? "was removed" : $"changed from {was} to {now}", Line.Of("-", Tone.Dim)];
            }
        }
    }

    private static Tone ToneOf(BumpLevel level) => level switch
    {
        BumpLevel.Major => Tone.Bad,
        BumpLevel.Minor => Tone.Warn,
        BumpLevel.None => Tone.Dim,
        _ => Tone.New,
    };
}
