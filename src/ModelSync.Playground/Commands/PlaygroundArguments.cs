using System.Globalization;

namespace ModelSync.Playground.Commands;

/// <summary>What the command line asks for.</summary>
internal abstract record PlaygroundArguments
{
    public const string Usage =
        """
        A real Kubernetes control plane on this machine, to try out and to test with.

        usage: modelsync-playground up [--nodes N] [--keep-data]
               modelsync-playground binaries

          up           starts a control plane with simulated nodes and runs until Ctrl-C
            --nodes N    how many simulated nodes, 0 to 1000 (2)
            --keep-data  leaves its data and logs where they are
          binaries     makes sure that the binaries are there and prints their folder

        Binaries come from the folder that MODELSYNC_CONTROL_PLANE names, else from the
        per-user cache, else they are built into it (Debian only, about three minutes).
        """;

    private const int MostNodes = 1000;

    private PlaygroundArguments()
    {
    }

    public sealed record Up(int Nodes, bool KeepData) : PlaygroundArguments;

    public sealed record Binaries : PlaygroundArguments;

    public sealed record Help : PlaygroundArguments;

    public sealed record Invalid(string Error) : PlaygroundArguments;

    public static PlaygroundArguments Parse(string[] arguments) => arguments switch
    {
        [] => new Invalid("no command given"),
        ["-h" or "--help" or "help", ..] => new Help(),
        ["binaries"] => new Binaries(),
        ["binaries", var extra, ..] => new Invalid($"binaries takes no argument, but got {extra}"),
        ["up", .. var rest] => ParseUp(rest),
        [var command, ..] => new Invalid($"there is no command {command}"),
    };

    private static PlaygroundArguments ParseUp(string[] arguments)
    {
        var up = new Up(Nodes: 2, KeepData: false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i].Split('=', 2))
            {
                case ["-h" or "--help"]:
                    return new Help();
                case ["--keep-data"]:
                    up = up with { KeepData = true };
                    break;
                case ["--nodes", .. var joined]:
                    var value = joined is [var text] ? text : ++i < arguments.Length ? arguments[i] : "";
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) || nodes > MostNodes)
                    {
                        return new Invalid($"--nodes takes a number from 0 to {MostNodes}, but got '{value}'");
                    }

                    up = up with { Nodes = nodes };
                    break;
                default:
                    return new Invalid($"up takes no argument {arguments[i]}");
            }
        }

        return up;
    }
}
