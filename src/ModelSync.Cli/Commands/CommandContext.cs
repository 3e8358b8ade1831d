using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Commands;

/// <summary>What a command has to work with.</summary>
/// <param name="Line">What it was given.</param>
/// <param name="Look">Where results go, as it is now: a terminal may change its size.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(CommandLine Line, Func<Screen> Look, TextReader Input, TimeProvider Time)
{
    /// <summary>Where results go.</summary>
    public Screen Screen => Look();

    /// <summary>Connects to the cluster that the options name.</summary>
    public Session Open() => Session.Open(Line, text => Screen.Tell($"Warning: {text}"));
}
