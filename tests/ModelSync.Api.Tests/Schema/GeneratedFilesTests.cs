using ModelSync.Api.Generator;

namespace ModelSync.Api.Tests.Schema;

/// <summary>What is committed is what `make manifests` writes.</summary>
public sealed class GeneratedFilesTests
{
    private static readonly IReadOnlyDictionary<string, string> Files = GeneratedFiles.All();

    private static IEnumerable<string> Paths => Files.Keys;

    [TestCaseSource(nameof(Paths))]
    public void A_file_is_what_make_manifests_writes(string path) =>
        Assert.That(Repository.Read(path), Is.EqualTo(Files[path]), $"{path} is out of date: run 'make manifests' and commit it");

    [Test]
    public void No_file_is_left_from_a_kind_that_is_gone() =>
        Assert.That(GeneratedFiles.Existing(Repository.Root), Is.SubsetOf(Files.Keys), "run 'make manifests'");

    [Test]
    public void The_same_records_give_the_same_files() => Assert.That(GeneratedFiles.All(), Is.EqualTo(Files));
}
