namespace ModelSync.Api.Schema;

/// <summary>The value of a field that is left out; the API server writes it into the object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>A string, a whole number or a bool.</summary>
    public object Value => value;
}
