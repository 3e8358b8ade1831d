using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Validation;

namespace ModelSync.Api.Tests.Docs;

/// <summary>What users read: manifests in it are valid, and what it links to is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Pages = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md")).Select(static path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    private static IEnumerable<TestCaseData> Manifests() =>
        from page in Pages
        from block in YamlBlock().Matches(Repository.Read(page)!)
        from document in YamlReader.Read(Unindented(block)).OfType<JsonObject>()
        where IsOurs(document)
        select Case(page, document);

    private static IEnumerable<TestCaseData> Samples() =>
        from file in Directory.GetFiles(Path.Combine(Repository.Root, "deploy"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where file.Contains($"{Path.DirectorySeparatorChar}samples{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from document in YamlReader.Read(File.ReadAllText(file)).OfType<JsonObject>()
        where IsOurs(document)
        select Case(Path.GetRelativePath(Repository.Root, file), document);

    [TestCaseSource(nameof(Manifests))]
    [TestCaseSource(nameof(Samples))]
    public void A_manifest_is_valid(JsonObject document)
    {
        var kind = ApiKinds.All.Single(kind => string.Equals(kind.Kind, (string?)document["kind"], StringComparison.Ordinal));

        Assert.That(ApiValidator.Validate(kind, Encoding.UTF8.GetBytes(document.ToJsonString()), default).Select(static error => error.ToString()), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void A_link_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var links = Link().Matches(Code().Replace(CodeBlock().Replace(Repository.Read(page)!, ""), "")).Select(static match => match.Groups["to"].Value).Where(static to => !to.Contains("://", StringComparison.Ordinal));

        Assert.That(links.Where(link => !LeadsSomewhere(folder, page, link)), Is.Empty);
    }

    private static bool LeadsSomewhere(string folder, string page, string link)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Path.Combine(folder, parts[0]);
        return (File.Exists(path) || Directory.Exists(path)) && (parts.Length == 1 || Heading().Matches(File.ReadAllText(path)).Any(match => Anchor(match.Groups["title"].Value) == parts[1]));
    }

    // As GitHub makes them of headings.
    private static string Anchor(string title) => string.Concat(title.Trim().ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static bool IsOurs(JsonObject document) => (string?)document["apiVersion"] == "modelsync.io/v1alpha1";

    private static TestCaseData Case(string page, JsonObject document) => new TestCaseData(document).SetArgDisplayNames(page, $"{(string?)document["kind"]} {(string?)document["metadata"]?["name"]}");

    // A block in a list is indented as a whole.
    private static string Unindented(Match block)
    {
        var indent = block.Groups["indent"].Value;
        return string.Join('\n', block.Groups["text"].Value.Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line));
    }

    [GeneratedRegex(@"^(?<indent> *)```yaml\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]+`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
