using System.Reflection;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Generator;

/// <summary>One kind with all that its CRD says.</summary>
/// <param name="Info">What the API calls it.</param>
/// <param name="Type">Its record.</param>
/// <param name="Schema">Its schema, with descriptions.</param>
public sealed record KindModel(ResourceInfo Info, Type Type, SchemaNode Schema)
{
    /// <summary>All kinds, in the order of <see cref="ApiKinds.All"/>.</summary>
    public static IReadOnlyList<KindModel> All(XmlDocumentation documentation)
    {
        var builder = new SchemaBuilder(documentation);
        return
        [
            .. from info in ApiKinds.All
               let type = typeof(ApiKinds).Assembly.GetExportedTypes().Single(type => string.Equals(type.Name, info.Kind, StringComparison.Ordinal))
               select new KindModel(info, type, builder.Kind(type)),
        ];
    }

    /// <summary>The attribute of the record; throws when it is missing.</summary>
    internal TAttribute Attribute<TAttribute>()
        where TAttribute : Attribute =>
        Type.GetCustomAttribute<TAttribute>() ?? throw new InvalidOperationException($"{Type.Name} lacks [{typeof(TAttribute).Name}].");
}
