using ModelSync.Testing;

namespace ModelSync.Reference.Tests;

/// <summary>What is committed is what `make manifests` writes.</summary>
public sealed class ReferenceFilesTests
{
    private static readonly IReadOnlyDictionary<string, string> Files = ReferenceFiles.All();

    private static IEnumerable<string> Paths => Files.Keys;

    [TestCaseSource(nameof(Paths))]
    public void A_file_is_what_make_manifests_writes(string path) =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, path)), Is.EqualTo(Files[path]), $"{path} is out of date: run 'make manifests' and commit it");

    [TestCaseSource(nameof(Paths))]
    public void All_rows_of_a_table_have_as_many_cells_as_its_head(string path)
    {
        var head = 0;
        foreach (var line in Files[path].Split('\n'))
        {
            var cells = line.StartsWith('|') ? line.Replace("\\|", "", StringComparison.Ordinal).Count(static c => c is '|') : 0;
            Assert.That(head == 0 || cells == 0 || cells == head, $"{line} has {cells - 1} cells, and its table {head - 1}");
            head = cells;
        }
    }

    [Test]
    public void Every_page_is_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "README.md"));
        var folder = Path.Combine(Repository.Root, "docs", "reference");

        var pages = Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Where(static path => path is not "README.md");

        Assert.That(pages.Where(page => !index.Contains($"]({page})", StringComparison.Ordinal)), Is.Empty);
    }
}
