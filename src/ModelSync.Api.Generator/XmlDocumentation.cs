using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelSync.Api.Generator;

/// <summary>The summaries that the compiler wrote beside an assembly.</summary>
public sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, string> _summaries;

    private XmlDocumentation(XDocument document) => _summaries = document.Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!), StringComparer.Ordinal);

    /// <summary>Reads the documentation of ModelSync.Api.</summary>
    public static XmlDocumentation OfApi() => new(XDocument.Load(Path.ChangeExtension(typeof(ApiKinds).Assembly.Location, ".xml"), LoadOptions.PreserveWhitespace));

    /// <summary>The summary of a record or enum.</summary>
    public string Of(Type type) => Find($"T:{type.FullName}");

    /// <summary>The summary of a property.</summary>
    public string Of(PropertyInfo property) => Find($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>The summary of an enum's member.</summary>
    public string Of(Type type, string member) => Find($"F:{type.FullName}.{member}");

    private string Find(string id) => _summaries.TryGetValue(id, out var summary) ? summary
        : throw new InvalidOperationException($"{id} has no summary: write one sentence that kubectl explain can show.");

    private static string TextOf(XElement summary) =>
        Space().Replace(string.Concat(summary.Nodes().Select(node => node is XElement element ? TextOfElement(element) : node.ToString())), " ").Trim()
            .Replace("&amp;", "&", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);

    private static string TextOfElement(XElement element) =>
        element.Attribute("cref") is { } reference ? reference.Value[(reference.Value.LastIndexOfAny(['.', ':']) + 1)..] : element.Value;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
