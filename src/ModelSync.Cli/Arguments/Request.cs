namespace ModelSync.Cli.Arguments;

/// <summary>What the command line asks for.</summary>
internal abstract record Request
{
    private Request()
    {
    }

    /// <summary>A command with what it was given.</summary>
    public sealed record Run(CommandSpec Command, CommandLine Line) : Request;

    /// <summary>Help, about one command or all.</summary>
    public sealed record Help(CommandSpec? Command) : Request;

    /// <summary>Something that cannot be asked for.</summary>
    public sealed record Invalid(string Error, CommandSpec? Command) : Request;
}
