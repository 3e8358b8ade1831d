using System.Reflection;
using ModelSync.Api.Generator;

namespace ModelSync.Reference.Reasons;

/// <summary>The constants of a class, or the members of an enum, with their documentation: the summary says what one means, the remarks what to do.</summary>
internal static class ReasonSource
{
    private static readonly Dictionary<Assembly, XmlDocumentation> Documentation = [];

    /// <summary>All of a type, in the order of their declaration.</summary>
    /// <exception cref="InvalidOperationException">One has no summary.</exception>
    public static IReadOnlyList<ReasonText> Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var documentation = DocumentationOf(type.Assembly);
        return [.. Names(type).Select(one => new ReasonText(one.Value, documentation.Of(type, one.Name), documentation.RemarksOf(type, one.Name)))];
    }

    /// <summary>One constant, as the first source that has it documents it; null where none has it.</summary>
    public static ReasonText? Find(IReadOnlyList<Type> sources, string value) =>
        sources.SelectMany(Of).FirstOrDefault(text => string.Equals(text.Value, value, StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Value)> Names(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(static name => (name, name))
        : type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => field.IsLiteral && field.FieldType == typeof(string))
            .OrderBy(static field => field.MetadataToken)
            .Select(static field => (field.Name, (string)field.GetRawConstantValue()!));

    private static XmlDocumentation DocumentationOf(Assembly assembly)
    {
        if (!Documentation.TryGetValue(assembly, out var known))
        {
            Documentation[assembly] = known = XmlDocumentation.Of(assembly);
        }

        return known;
    }
}
