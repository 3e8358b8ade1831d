namespace ModelSync.Api.Schema;

/// <summary>What JSON a field takes.</summary>
public enum SchemaType
{
    /// <summary>An object with known fields.</summary>
    Object,

    /// <summary>An object with any fields, each of one type.</summary>
    Map,

    /// <summary>An object whose fields ModelSync passes on without knowing them.</summary>
    FreeForm,

    /// <summary>A list.</summary>
    List,

    /// <summary>A string.</summary>
    String,

    /// <summary>A string that is a time of RFC 3339.</summary>
    Time,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number of 32 bits, or a string.</summary>
    IntOrString,
}
