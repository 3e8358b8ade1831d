using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Generator;

/// <summary>Makes schemas from records, their attributes and their documentation.</summary>
public sealed class SchemaBuilder(XmlDocumentation documentation)
{
    /// <summary>The schema of a whole object.</summary>
    public SchemaNode Kind(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var names = type.GetCustomAttribute<KindNamesAttribute>() ?? throw new InvalidOperationException($"{type.Name} lacks [KindNames].");
        var fields = Record(type).Properties;
        return new SchemaNode
        {
            Type = SchemaType.Object,
            Description = documentation.Of(type),
            Required = ["spec"],
            Properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal)
            {
                ["apiVersion"] = new() { Type = SchemaType.String, Description = "The version of this schema, as group/version." },
                ["kind"] = new() { Type = SchemaType.String, Description = "The kind that this object is of." },
                ["metadata"] = WellKnownSchemas.Metadata(names.MaxNameLength),
                ["spec"] = fields["spec"],
                ["status"] = fields["status"] with { Default = JsonDocument.Parse("""{"observedGeneration": -1}""").RootElement },
            },
        };
    }

    private SchemaNode Record(Type type)
    {
        var properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal);
        var required = new List<string>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsField).OrderBy(property => property.MetadataToken))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            properties.Add(name, FieldAttributes.Apply(property, Value(property.PropertyType, property) with { Description = Describe(property) }));
            if (property.IsDefined(typeof(RequiredAttribute)))
            {
                required.Add(name);
            }
        }

        return new SchemaNode { Type = SchemaType.Object, Description = documentation.Of(type), Properties = properties, Required = required };
    }

    private static bool IsField(PropertyInfo property) => property.CanWrite && !property.IsDefined(typeof(JsonExtensionDataAttribute)) && !(property.Name is "ApiVersion" or "Kind" or "Metadata" && IsKind(property.DeclaringType!));

    private static bool IsKind(Type type) => type.IsDefined(typeof(KindNamesAttribute));

    private SchemaNode Value(Type type, PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => new SchemaNode { Type = SchemaType.String },
            _ when plain == typeof(bool) => new SchemaNode { Type = SchemaType.Boolean },
            _ when plain == typeof(int) => new SchemaNode { Type = SchemaType.Int32 },
            _ when plain == typeof(long) => new SchemaNode { Type = SchemaType.Int64 },
            _ when plain == typeof(KubeTime) => new SchemaNode { Type = SchemaType.Time },
            _ when plain == typeof(IntOrString) => new SchemaNode { Type = SchemaType.IntOrString },
            _ when plain == typeof(RawJson) => new SchemaNode { Type = SchemaType.FreeForm },
            _ when plain == typeof(StringMap) => new SchemaNode { Type = SchemaType.Map, Items = new SchemaNode { Type = SchemaType.String } },
            _ when plain == typeof(LabelSelector) => WellKnownSchemas.LabelSelector,
            _ when plain == typeof(Condition) => WellKnownSchemas.Condition,
            { IsEnum: true } => new SchemaNode { Type = SchemaType.String, Values = Enum.GetNames(plain) },
            { IsGenericType: true } when plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                new SchemaNode { Type = SchemaType.List, Items = Value(plain.GetGenericArguments()[0], property) },
            _ when plain.Assembly == typeof(ApiKinds).Assembly => Record(plain),
            _ => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name}: no schema is known for {plain}."),
        };
    }

    // What the values of an enum mean belongs to the field: kubectl explain has no place of its own for it.
    private string Describe(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        type = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        var summary = documentation.Of(property);
        return type.IsEnum
            ? string.Join(' ', [summary, .. Enum.GetNames(type).Select(member => $"{member}: {Prose.Continue(documentation.Of(type, member))}")])
            : summary;
    }
}
