namespace ModelSync.Operator.Program;

/// <summary>One flag of the operator.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Value">What its value is called, or the values that it takes.</param>
/// <param name="Help">What it does.</param>
/// <param name="Default">What counts where it is left out, in words; null where that is nothing.</param>
/// <param name="Set">Puts a value into options.</param>
internal sealed record Flag(string Name, string Value, string Help, string? Default, Func<OperatorOptions, string, OperatorOptions> Set)
{
    /// <summary>What it does, with its default.</summary>
    public string InFull => Default is null ? Help : $"{Help} (default: {Default})";
}
