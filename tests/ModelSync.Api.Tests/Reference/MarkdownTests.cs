using ModelSync.Api.Generator;
using ModelSync.Api.Generator.Reference;
using ModelSync.Api.Validation;

namespace ModelSync.Api.Tests.Reference;

/// <summary>Texts of the code are shown as they are, and the pages hang together.</summary>
public sealed class MarkdownTests
{
    private static IEnumerable<string> Pages => GeneratedFiles.All().Keys.Where(static path => path.StartsWith("docs/", StringComparison.Ordinal));

    [TestCase("a | b", "a \\| b")]
    [TestCase("sha256:<HEX> & more", "sha256:&lt;HEX&gt; &amp; more")]
    [TestCase("the *n* of steps[0]", "the \\*n\\* of steps\\[0]")]
    [TestCase("such as oci://HOST/PATH:TAG, or `a|b`.", "such as `oci://HOST/PATH:TAG`, or `a\\|b`.")]
    [TestCase("begins with https:// or http://", "begins with https:// or http://")]
    public void A_text_is_shown_as_it_is(string text, string markdown) => Assert.That(Markdown.Text(text), Is.EqualTo(markdown));

    [TestCase("spec.strategy.canary.steps[]", "#specstrategycanarysteps")]
    [TestCase("Label selectors", "#label-selectors")]
    public void An_anchor_is_GitHubs(string heading, string anchor) => Assert.That(Markdown.Anchor(heading), Is.EqualTo(anchor));

    [TestCaseSource(nameof(Pages))]
    public void All_rows_of_a_table_have_as_many_cells_as_its_head(string path)
    {
        var head = 0;
        foreach (var line in GeneratedFiles.All()[path].Split('\n'))
        {
            var cells = line.StartsWith('|') ? line.Replace("\\|", "", StringComparison.Ordinal).Count(static c => c is '|') : 0;
            Assert.That(head == 0 || cells == 0 || cells == head, $"{line} has {cells - 1} cells, and its table {head - 1}");
            head = cells;
        }
    }

    [Test]
    public void Every_rule_of_every_kind_is_told()
    {
        var files = GeneratedFiles.All();

        Assert.Multiple(() =>
        {
            foreach (var (kind, rule) in ApiKinds.All.SelectMany(static kind => RuleCatalog.Everything(kind).Select(rule => (kind, rule))))
            {
                var page = files[$"docs/reference/kinds/{kind.Kind}.md"];
                var isTold = page.Contains(Markdown.Text(rule.Message), StringComparison.Ordinal)
                    || page.Split('\n').Any(line => line.StartsWith($"| `{rule.FieldPath?[1..]}` ", StringComparison.Ordinal) && line.Contains("annot change after creation", StringComparison.Ordinal));
                Assert.That(isTold, $"{kind.Kind}: {rule.Message}");
            }
        });
    }
}
