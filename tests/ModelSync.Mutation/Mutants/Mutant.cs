namespace ModelSync.Mutation.Mutants;

/// <summary>One small change of the core, which lies in the mutated assembly and waits to be switched on.</summary>
public sealed record Mutant
{
    /// <summary>The number by which it is switched on.</summary>
    public required int Id { get; init; }

    /// <summary>The file below src/ModelSync.Core.</summary>
    public required string File { get; init; }

    /// <summary>The line on which the change begins.</summary>
    public required int Line { get; init; }

    /// <summary>What kind of change it is, in the words of dotnet-stryker.</summary>
    public required string Mutator { get; init; }

    /// <summary>The code that is changed, on one line and shortened.</summary>
    public required string Original { get; init; }

    /// <summary>What stands there instead, on one line and shortened.</summary>
    public required string Replacement { get; init; }

    /// <summary>Whether it changes a value that is computed once in a process.</summary>
    public required bool IsStatic { get; init; }

    /// <summary>The folder of the core that it belongs to; empty for a file above the folders.</summary>
    public string Folder => File.Contains('/', StringComparison.Ordinal) ? File[..File.IndexOf('/', StringComparison.Ordinal)] : string.Empty;
}
