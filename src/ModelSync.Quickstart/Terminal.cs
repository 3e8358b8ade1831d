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

    /// <summary>Asks, and returns what was answered; null when the terminal was closed.</summary>
    public static async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync(question.AsMemory(), cancellationToken).ConfigureAwait(false);
        return await ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A line from the keyboard. The console's own reader would change the terminal's settings, and cannot be given up.</summary>
    public static Task<string?> ReadLineAsync(CancellationToken cancellationToken) => Task.Run(ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    private static string? ReadLine()
    {
        using var input = Console.OpenStandardInput();
        var line = new List<char>();
        while (true)
        {
            switch (input.ReadByte())
            {
                case -1:
                    return line.Count == 0 ? null : new string([.. line]);
                case '\n':
                    return new string([.. line]);
                case var letter:
                    line.Add((char)letter);
                    break;
            }
        }
    }

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
