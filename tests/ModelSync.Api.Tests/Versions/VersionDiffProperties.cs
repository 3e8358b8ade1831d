using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Tests.Versions;

public sealed class VersionDiffProperties
{
    private static readonly Gen<VersionDiff> Diffs = Gen.SubListOf(BumpLevel.Data, BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)
        .Select(levels => new VersionDiff { Changes = [.. levels.Select(level => new VersionChange(level, "field", "changed"))] });

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property The_smallest_version_is_enough_and_none_between_is() => Prop.ForAll(
        Diffs.ToArbitrary(), RandomVersions.Arbitrary, RandomVersions.Arbitrary, (diff, older, other) =>
        {
            var smallest = diff.Smallest(older);
            var isPlain = other.PreRelease is null && older.PreRelease is null && (other.Data ?? -1) >= (older.Data ?? -1);
            var between = isPlain && other < smallest && diff.IsSatisfied(older, other);
            return diff.IsSatisfied(older, smallest) && (diff.Changes.Count == 0 || !between);
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property One_more_demand_never_allows_more() => Prop.ForAll(
        Diffs.ToArbitrary(), RandomVersions.Arbitrary, RandomVersions.Arbitrary, (diff, older, newer) =>
        {
            var more = diff with { Changes = [.. diff.Changes, new VersionChange(BumpLevel.Minor, "field", "changed")] };
            return diff.IsSatisfied(older, newer) || !more.IsSatisfied(older, newer);
        });
}
