namespace ModelSync.Api.Schema;

/// <summary>How many characters a string may have; on a list or a map: each of its values.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LengthAttribute(int min, int max) : Attribute
{
    /// <summary>The least number of Unicode code points.</summary>
    public int Min => min;

    /// <summary>The greatest number of Unicode code points.</summary>
    public int Max => max;
}
