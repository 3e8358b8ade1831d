namespace ModelSync.Cli.Arguments;

/// <summary>One command: what it takes, what help says about it, and what it does.</summary>
internal sealed record CommandSpec
{
    /// <summary>The word by which it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a line.</summary>
    public required string Summary { get; init; }

    /// <summary>Its operands as the usage line shows them; empty for none.</summary>
    public string Operands { get; init; } = "";

    /// <summary>The least number of operands.</summary>
    public int Least { get; init; }

    /// <summary>The greatest number of operands.</summary>
    public int Most { get; init; }

    /// <summary>What the operands name, for completion.</summary>
    public OperandKind Kind { get; init; }

    /// <summary>Its own options, besides those that every command takes.</summary>
    public IReadOnlyList<OptionSpec> Options { get; init; } = [];

    /// <summary>What there is to know besides the options.</summary>
    public string Details { get; init; } = "";

    /// <summary>Lines to copy, each with what it is for.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Whether help and completion pass over it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether all words after it are operands, those with dashes too.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>Carries it out and returns the exit code.</summary>
    public required Func<Commands.CommandContext, CancellationToken, Task<int>> Run { get; init; }
}
