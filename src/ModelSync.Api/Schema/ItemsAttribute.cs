namespace ModelSync.Api.Schema;

/// <summary>How many items a list may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ItemsAttribute(int max) : Attribute
{
    /// <summary>The greatest number of items.</summary>
    public int Max => max;

    /// <summary>The least number of items of a list that is there.</summary>
    public int Min { get; init; }
}
