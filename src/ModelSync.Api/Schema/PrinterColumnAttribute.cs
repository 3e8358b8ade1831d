namespace ModelSync.Api.Schema;

/// <summary>A column of kubectl get; they stand in the order in which they are written.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PrinterColumnAttribute(string name, string jsonPath) : Attribute
{
    /// <summary>The heading.</summary>
    public string Name => name;

    /// <summary>Where the value is.</summary>
    public string JsonPath => jsonPath;

    /// <summary>string, integer, boolean or date; string where nothing is said.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Whether the column is shown only with -o wide.</summary>
    public bool IsWide { get; init; }

    /// <summary>What the column says.</summary>
    public string? Description { get; init; }
}
