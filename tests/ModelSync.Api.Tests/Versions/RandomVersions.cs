using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Tests.Versions;

/// <summary>Versions close to each other, so that equal parts and all orders occur.</summary>
internal static class RandomVersions
{
    private static readonly Gen<string> Part = Gen.Elements("0", "1", "10", "9", "rc", "rc1", "1rc", "a-b", "0-1", "00a", "z", "data", "data-1");

    private static readonly Gen<string?> PreRelease = Gen.Frequency(
        (2, Gen.Constant((string?)null)),
        (3, Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(Part, count), (_, parts) => (string?)string.Join('.', parts))));

    public static Arbitrary<SemanticVersion> Arbitrary => Any.ToArbitrary();

    public static Gen<SemanticVersion> Any { get; } = (
        from major in Gen.Choose(0, 2)
        from minor in Gen.Choose(0, 2)
        from patch in Gen.Choose(0, 2)
        from preRelease in PreRelease
        from data in Gen.Choose(-1, 2)
        let text = $"{major}.{minor}.{patch}{(preRelease is null ? null : $"-{preRelease}")}{(data < 0 ? null : $"+data.{data}")}"
        where SemanticVersion.TryParse(text, out _, out _)
        select SemanticVersion.Parse(text));

    /// <summary>Texts made of the pieces of versions, most of them wrong.</summary>
    public static Gen<string> Text { get; } =
        from count in Gen.Choose(1, 9)
        from pieces in Gen.ArrayOf(Gen.Elements("0", "1", "23", "01", ".", ".", "-", "+", "data.", "rc", "A", "_", "1.0.0", "1.2.3", "-data.", "+data.4", " ", "é", "123456789012345678", "\n"), count)
        select string.Concat(pieces);
}
