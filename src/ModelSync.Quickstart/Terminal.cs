using ModelSync.Quickstart.Arguments;
using ModelSync.Quickstart.View;

namespace ModelSync.Quickstart;

/// <summary>What the program is connected to.</summary>
internal static class Terminal
{
    private static readonly bool HasColors = !Console.IsOutputRedirected && Ink.WantsColors(Environment.GetEnvironmentVariable);

    /// <summary>Whether a person can be asked.</summary>
    public static bool HasPerson => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    public static Ink Ink { get; } = new(HasColors);

    public static IScreen Screen(QuickstartArguments.Run arguments) =>
        Console.IsOutputRedirected || arguments.Plain || Environment.GetEnvironmentVariable("TERM") is "dumb"
            ? new PlainScreen(Console.Out)
            : new LiveScreen(Console.Out, Columns);

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0; // a terminal that does not tell its size
        }
    }
}
