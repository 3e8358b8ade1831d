namespace ModelSync.Api.Schema;

/// <summary>The list is a map: its items differ in these fields, by which server-side apply merges them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListMapAttribute(params string[] keys) : Attribute
{
    /// <summary>The fields, as JSON names them.</summary>
    public IReadOnlyList<string> Keys => keys;
}
