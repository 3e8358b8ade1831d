namespace ModelSync.Api.Schema;

/// <summary>How many entries a map, or a free-form object, may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EntriesAttribute(int max) : Attribute
{
    /// <summary>The greatest number of entries.</summary>
    public int Max => max;

    /// <summary>The least number of entries of a map that is there.</summary>
    public int Min { get; init; }
}
