using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelSync.Api.Generator;

/// <summary>The comments that the compiler wrote beside an assembly.</summary>
public sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, string> _summaries;
    private readonly Dictionary<string, string> _remarks;

    private XmlDocumentation(XDocument document) => (_summaries, _remarks) = (Texts(document, "summary", static code => code), Texts(document, "remarks", static code => $"`{code}`"));

    /// <summary>Reads the documentation of ModelSync.Api.</summary>
    public static XmlDocumentation OfApi() => Of(typeof(ApiKinds).Assembly);

    /// <summary>Reads the documentation of an assembly.</summary>
    public static XmlDocumentation Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace));
    }

    /// <summary>The summary of a record or enum.</summary>
    public string Of(Type type) => Find($"T:{NameOf(type)}");

    /// <summary>The summary of a property.</summary>
    public string Of(PropertyInfo property) => Find($"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    /// <summary>The summary of an enum's member or of a constant.</summary>
    public string Of(Type type, string member) => Find($"F:{NameOf(type)}.{member}");

    /// <summary>The remarks of an enum's member or of a constant, with code in backticks; null where there are none.</summary>
    public string? RemarksOf(Type type, string member) => _remarks.GetValueOrDefault($"F:{NameOf(type)}.{member}");

    // The compiler writes a point, where reflection has a plus, before a type within another.
    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private string Find(string id) => _summaries.TryGetValue(id, out var summary) ? summary
        : throw new InvalidOperationException($"{id} has no summary: write one sentence that users can read.");

    private static Dictionary<string, string> Texts(XDocument document, string element, Func<string, string> code) => document.Descendants("member")
        .Where(member => member.Element(element) is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element(element)!, code), StringComparer.Ordinal);

    private static string TextOf(XElement comment, Func<string, string> code) =>
        Space().Replace(string.Concat(comment.Nodes().Select(node => node is XElement element ? TextOfElement(element, code) : node.ToString())), " ").Trim()
            .Replace("&amp;", "&", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);

    private static string TextOfElement(XElement element, Func<string, string> code) => element.Attribute("cref") is { } reference
        ? reference.Value[(reference.Value.LastIndexOfAny(['.', ':']) + 1)..]
        : element.Name.LocalName is "c" ? code(element.Value) : element.Value;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
