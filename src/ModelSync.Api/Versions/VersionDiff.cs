namespace ModelSync.Api.Versions;

/// <summary>What differs between two versions of a model, and which version numbers tell the truth about it.</summary>
/// <remarks>
/// Two things are demanded: that the data version rises when the model learned from other data, and that major, minor or patch rises as the
/// schema and the package demand. New weights that come with new data need no more than the new data version; without it they are a patch.
/// While the major version is 0 a breaking change demands a new minor version, as with npm and Cargo. The parts of 2.0.0-rc.1 that
/// are 0 have risen already: whatever 2.0.0 may change, rc.2 may change too.
/// </remarks>
public sealed record VersionDiff
{
    /// <summary>The differences that demand something, in the order of the spec's fields.</summary>
    public required IReadOnlyList<VersionChange> Changes { get; init; }

    /// <summary>The greatest demand.</summary>
    public BumpLevel Required => Changes.Count == 0 ? BumpLevel.None : Changes.Max(change => change.Level);

    /// <summary>Whether the data version has to rise, whatever else rises.</summary>
    public bool DataMustRise => Changes.Any(change => change.Level is BumpLevel.Data);

    /// <summary>Compares two specs; components are compared by digest, so fill in what was pinned with <see cref="PinnedSpec"/> where it is known.</summary>
    public static VersionDiff Between(ModelVersionSpec older, ModelVersionSpec newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var data = LineageDiff.Compare(older.Lineage, newer.Lineage).ToArray();
        var weights = data.Any(change => change.Level is BumpLevel.Data) ? BumpLevel.None : BumpLevel.Patch;
        return new VersionDiff
        {
            Changes =
            [
                .. PackageDiff.Compare(older, newer, weights).Where(change => change.Level is not BumpLevel.None),
                .. SchemaDiff.Compare(older.Schema, newer.Schema),
                .. data,
            ],
        };
    }

    /// <summary>Whether the step from <paramref name="older"/> to <paramref name="newer"/> is as large as the changes demand.</summary>
    public bool IsSatisfied(SemanticVersion older, SemanticVersion newer) => FindError(older, newer) is null;

    /// <summary>Says why <paramref name="newer"/> is too small a step from <paramref name="older"/>, with fields and remedy; null when it is not.</summary>
    public string? FindError(SemanticVersion older, SemanticVersion newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var core = Required is BumpLevel.Data ? BumpLevel.None : Required;
        var coreRose = Raised(older, newer) >= Demanded(core, older);
        var dataRose = !DataMustRise || (newer.Data ?? -1) > (older.Data ?? -1);
        if (coreRose && dataRose && (Required is BumpLevel.None || newer > older))
        {
            return null;
        }

        var causes = Changes.Where(change => (!coreRose && change.Level == core) || (!dataRose && change.Level is BumpLevel.Data)).ToArray();
        var why = string.Join(", ", (causes.Length > 0 ? causes : [.. Changes]).Select(change => change.ToString()));
        return $"{newer} is too small a step from {older}: {why}: use {Smallest(older)} or higher";
    }

    /// <summary>Returns the smallest version after <paramref name="older"/> that the changes allow.</summary>
    public SemanticVersion Smallest(SemanticVersion older)
    {
        ArgumentNullException.ThrowIfNull(older);
        var data = DataMustRise ? (older.Data ?? -1) + 1 : older.Data;
        var core = Required is BumpLevel.Data ? BumpLevel.None : Required;
        return Demanded(core, older) switch
        {
            BumpLevel.None or BumpLevel.Data => new SemanticVersion(older.Major, older.Minor, older.Patch, older.PreRelease, data),
            var level when older.PreRelease is not null && LevelOfPreRelease(older) >= level =>
                new SemanticVersion(older.Major, older.Minor, older.Patch, null, data),
            BumpLevel.Patch => new SemanticVersion(older.Major, older.Minor, older.Patch + 1, null, data),
            BumpLevel.Minor => new SemanticVersion(older.Major, older.Minor + 1, 0, null, data),
            _ => new SemanticVersion(older.Major + 1, 0, 0, null, data),
        };
    }

    private static BumpLevel Demanded(BumpLevel core, SemanticVersion older) => core is BumpLevel.Major && older.Major == 0 ? BumpLevel.Minor : core;

    /// <summary>The greatest part, besides the data, in which the newer version is higher.</summary>
    private static BumpLevel Raised(SemanticVersion older, SemanticVersion newer)
    {
        if (older.ComparePrecedence(newer) >= 0)
        {
            return BumpLevel.None;
        }

        return newer.Major > older.Major ? BumpLevel.Major
            : newer.Minor > older.Minor ? BumpLevel.Minor
            : newer.Patch > older.Patch ? BumpLevel.Patch
            : LevelOfPreRelease(older);
    }

    private static BumpLevel LevelOfPreRelease(SemanticVersion version) =>
        (version.Minor, version.Patch) switch { (0, 0) => BumpLevel.Major, (_, 0) => BumpLevel.Minor, _ => BumpLevel.Patch };
}
