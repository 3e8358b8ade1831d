namespace ModelSync.Api.Schema;

/// <summary>The bounds of a number; on a list: of each item.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RangeAttribute(long min, long max) : Attribute
{
    /// <summary>The least value.</summary>
    public long Min => min;

    /// <summary>The greatest value.</summary>
    public long Max => max;
}
