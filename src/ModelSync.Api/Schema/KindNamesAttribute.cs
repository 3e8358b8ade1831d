namespace ModelSync.Api.Schema;

/// <summary>What kubectl calls the kind, and how long its objects' names may be.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KindNamesAttribute(string shortName, int maxNameLength) : Attribute
{
    /// <summary>The short name, such as mro.</summary>
    public string ShortName => shortName;

    /// <summary>The greatest length of an object's name.</summary>
    public int MaxNameLength => maxNameLength;
}
