using System.Text;
using ModelSync.Api.Generator;
using ModelSync.Api.Schema;
using YamlDotNet.RepresentationModel;

namespace ModelSync.Api.Tests.Schema;

/// <summary>What every CRD keeps to (DESIGN section 2).</summary>
public sealed class CustomResourceDefinitionTests
{
    // kubectl apply keeps a copy of the whole file in an annotation, and annotations end here.
    private const int MaxBytes = 262_144;

    private const int Terminal = 100;

    private static readonly Dictionary<string, string> Files = GeneratedFiles.All().Where(file => file.Key.StartsWith("crds/", StringComparison.Ordinal)).ToDictionary();

    private static IEnumerable<string> Paths => Files.Keys;

    private static IEnumerable<TestCaseData> Kinds => KindModel.All(XmlDocumentation.OfApi()).Select(kind => new TestCaseData(kind).SetArgDisplayNames(kind.Info.Kind));

    [Test]
    public void Each_kind_has_one() => Assert.That(Files, Has.Count.EqualTo(ApiKinds.All.Count));

    [TestCaseSource(nameof(Paths))]
    public void It_fits_into_an_annotation(string path) => Assert.That(Encoding.UTF8.GetByteCount(Files[path]), Is.LessThan(MaxBytes));

    [TestCaseSource(nameof(Paths))]
    public void It_is_YAML_in_which_nothing_is_nullable(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Files[path]));

        Assert.That(yaml.Documents, Has.Count.EqualTo(1));
        Assert.That(Files[path], Does.Not.Contain("nullable"));
        Assert.That(Files[path].Split('\n').Where(line => line.EndsWith(' ')), Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_field_is_described_in_sentences(KindModel kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        Assert.That(Nodes(kind.Schema.Properties["spec"]).Concat(Nodes(kind.Schema.Properties["status"])).Select(node => node.Description),
            Has.All.Matches<string>(text => text.EndsWith('.') && char.IsUpper(text[0])));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_columns_fit_a_terminal(KindModel kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var columns = kind.Type.GetCustomAttributes(typeof(PrinterColumnAttribute), inherit: false).Cast<PrinterColumnAttribute>().ToArray();

        Assert.That(columns[0].Name, Is.EqualTo("Ready"));
        Assert.That(columns[^1].Name, Is.EqualTo("Age"));
        Assert.That(22 + columns.Where(column => !column.IsWide).Sum(Width), Is.LessThanOrEqualTo(Terminal));
    }

    // The usual widths of what stands in the columns, with kubectl's three spaces between them.
    private static int Width(PrinterColumnAttribute column) => 3 + Math.Max(column.Name.Length, column.Name switch
    {
        "Ready" or "Reachable" => 7,
        "Phase" or "Lifecycle" => 11,
        "Version" or "Step" => 12,
        "Environment" or "Approver" => 12,
        _ => 7,
    });

    private static IEnumerable<SchemaNode> Nodes(SchemaNode node)
    {
        yield return node;
        foreach (var child in node.Properties.Values.Concat(node is { Type: SchemaType.List, Items.Type: SchemaType.Object } ? node.Items.Properties.Values : []).SelectMany(Nodes))
        {
            yield return child;
        }
    }
}
