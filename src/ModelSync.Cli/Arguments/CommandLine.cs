namespace ModelSync.Cli.Arguments;

/// <summary>What a command was given.</summary>
/// <param name="Operands">The operands in their order.</param>
/// <param name="Values">The values of the options that were given, by name.</param>
internal sealed record CommandLine(IReadOnlyList<string> Operands, IReadOnlyDictionary<string, IReadOnlyList<string>> Values)
{
    /// <summary>Nothing at all.</summary>
    public static CommandLine Empty { get; } = new([], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>Whether the option was given.</summary>
    public bool Has(string option) => Values.ContainsKey(option);

    /// <summary>The last value of the option; null where it was not given.</summary>
    public string? Text(string option) => Values.GetValueOrDefault(option)?[^1];

    /// <summary>All values of the option.</summary>
    public IReadOnlyList<string> All(string option) => Values.GetValueOrDefault(option) ?? [];

    /// <summary>The option's value as a duration; null where it was not given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public TimeSpan? Duration(string option) => Text(option) is not { } text ? null
        : Durations.TryParse(text, out var duration) ? duration
        : throw new UsageException($"--{option} takes a time such as 90s, 5m or 1h30m, but got \"{text}\"");
}
