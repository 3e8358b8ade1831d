using System.Globalization;
using static ModelSync.Quickstart.Arguments.QuickstartArguments;

namespace ModelSync.Quickstart.Arguments;

/// <summary>Reads the command line; an empty value is as good as none, so that a Makefile can pass its variables on.</summary>
internal static class ArgumentParser
{
    private static readonly Option[] Options =
    [
        new("context", "the name of a context in your kubeconfig", (run, value) => run with { Context = value }),
        new("image", "an image that answers HTTP, such as " + DefaultImage, (run, value) => run with { Image = value }),
        new("port", "a port from 1 to 65535", (run, value) => run with { Port = Port(value) }),
        new("yes", "true or false", (run, value) => run with { Yes = Bool(value) }),
        new("remove", "true or false", (run, value) => run with { Remove = Bool(value) }),
        new("keep", "true or false", (run, value) => run with { Keep = Bool(value) }),
        new("plain", "true or false", (run, value) => run with { Plain = Bool(value) }),
    ];

    public static QuickstartArguments Parse(IReadOnlyList<string> arguments)
    {
        var run = new Run();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, joined) = arguments[index].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[index], null);
            if (name is "-h" or "--help" or "help")
            {
                return new Help();
            }

            if (Array.Find(Options, option => string.Equals(name, $"--{option.Name}", StringComparison.Ordinal)) is not { } option)
            {
                return new Invalid($"there is no option {name}");
            }

            var value = joined ?? (index + 1 < arguments.Count ? arguments[++index] : "");
            try
            {
                run = value.Length == 0 ? run : option.Set(run, value);
            }
            catch (FormatException)
            {
                return new Invalid($"{name} is \"{value}\": give {option.Takes}");
            }
        }

        return Check(run);
    }

    private static QuickstartArguments Check(Run run) => run switch
    {
        { Context: null, Image: not DefaultImage } or { Context: null, Port: not DefaultPort } =>
            new Invalid("--image and --port are for a cluster: name its context with --context, or leave them out; in a playground no image runs"),
        { Context: null, Remove: false } => new Invalid("--remove is for a cluster: name its context with --context, or leave it out; a playground never stays"),
        { Context: null, Yes: true } => new Invalid("--yes is for a cluster: name its context with --context, or leave it out; nobody is asked before a playground"),
        _ => run,
    };

    private static bool Bool(string value) => value switch { "true" => true, "false" => false, _ => throw new FormatException() };

    private static int Port(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : throw new FormatException();

    private sealed record Option(string Name, string Takes, Func<Run, string, Run> Set);
}
