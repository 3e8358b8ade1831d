namespace ModelSync.Cli.Arguments;

/// <summary>One option of the command line.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Letter">Its letter, where it has one.</param>
/// <param name="Value">What its value is called; null for one without a value.</param>
/// <param name="Help">What it does.</param>
internal sealed record OptionSpec(string Name, char? Letter, string? Value, string Help)
{
    /// <summary>The values that it takes; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it may stand more than once.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The option as people write it.</summary>
    public override string ToString() => $"--{Name}";
}
