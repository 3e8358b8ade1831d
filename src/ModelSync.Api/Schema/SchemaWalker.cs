using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Schema;

/// <summary>Lists the places of a kind's schema, for whoever has to say something about each of them.</summary>
public static class SchemaWalker
{
    /// <summary>
    /// All places of spec and status by path, parents before children: <c>spec.ports</c>, <c>spec.ports[]</c> for its items,
    /// <c>spec.ports[].name</c>, and <c>spec.parameters{}</c> for the values of a map.
    /// </summary>
    public static IEnumerable<SchemaPlace> Places(ResourceInfo kind) =>
        ApiSchemas.Of(kind).Properties.Where(property => property.Key is "spec" or "status").SelectMany(property => Below(property.Key, property.Value));

    /// <summary>The places that hold values and no further fields: what a user can set or read, one by one.</summary>
    public static IEnumerable<SchemaPlace> Leaves(ResourceInfo kind) =>
        Places(kind).Where(place => place.Node.Items is null && place.Node.Properties.Count == 0);

    /// <summary>A place and all those in it.</summary>
    internal static IEnumerable<SchemaPlace> Below(string path, SchemaNode node)
    {
        yield return new SchemaPlace(path, node);
        var children = node switch
        {
            { Type: SchemaType.List, Items: { } items } => Below($"{path}[]", items),
            { Type: SchemaType.Map, Items: { } values } => Below($"{path}{{}}", values),
            _ => node.Properties.SelectMany(property => Below($"{path}.{property.Key}", property.Value)),
        };
        foreach (var child in children)
        {
            yield return child;
        }
    }
}
