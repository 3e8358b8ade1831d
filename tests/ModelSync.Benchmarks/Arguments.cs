namespace ModelSync.Benchmarks;

/// <summary>What the command line asks for.</summary>
public abstract record Arguments
{
    public const string Sync = "sync";
    public const string Idle = "idle";

    public static string Usage { get; } = $"""
        usage: ModelSync.Benchmarks [--only SECTION[,SECTION…]]
               sections: {string.Join(", ", Sections.Names)}; without --only all but operator, which takes a quarter of an hour
        """;

    public static Arguments Parse(string[] args) => args switch
    {
        [] => new Run(Sections.Usual),
        ["--only", var names] => OnlyOf(names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),

        // A measurement in a process of its own; started by us alone.
        ["measure", Sync or Idle, var kubeconfig, var detail] => new Measure(args[1], kubeconfig, detail),
        _ => new Invalid($"unknown arguments: {string.Join(' ', args)}"),
    };

    private static Arguments OnlyOf(string[] names) => names.Except(Sections.Names).FirstOrDefault() is { } unknown
        ? new Invalid($"unknown section: {unknown}")
        : new Run(names);

    /// <summary>Measure these sections and report.</summary>
    public sealed record Run(IReadOnlyList<string> Only) : Arguments;

    /// <summary>Measure one thing in this very process.</summary>
    public sealed record Measure(string Subject, string Kubeconfig, string Detail) : Arguments;

    /// <summary>Nothing that we know.</summary>
    public sealed record Invalid(string Problem) : Arguments;
}
