namespace ModelSync.Cli.Output;

/// <summary>Where results go, and what can be shown there.</summary>
/// <param name="Output">Results.</param>
/// <param name="Errors">Errors, and what is going on.</param>
internal sealed record Screen(TextWriter Output, TextWriter Errors)
{
    /// <summary>Whether somebody looks at a terminal, so that lines can be written over.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether colours are shown.</summary>
    public bool HasColours { get; init; }

    /// <summary>The columns of the terminal; null where there is none, and lines may be as long as they are.</summary>
    public int? Width { get; init; }

    /// <summary>The rows of the terminal.</summary>
    public int? Height { get; init; }

    /// <summary>The console of this process, as it is now.</summary>
    public static Screen OfConsole()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "" or null);
        var (width, height) = isTerminal ? Size() : (null, null);
        return new Screen(Console.Out, Console.Error)
        {
            IsTerminal = isTerminal,
            // https://no-color.org
            HasColours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = width,
            Height = height,
        };
    }

    /// <summary>Writes lines.</summary>
    public void Write(IEnumerable<Line> lines)
    {
        foreach (var line in lines)
        {
            Output.WriteLine(line.ToText(HasColours));
        }
    }

    /// <summary>Says something that is no result, such as what is waited for.</summary>
    public void Tell(string text) => Errors.WriteLine(Line.Of(text).ToString());

    private static (int? Width, int? Height) Size()
    {
        try
        {
            return (Positive(Console.WindowWidth), Positive(Console.WindowHeight));
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException or ArgumentOutOfRangeException)
        {
            return (null, null);
        }
    }

    private static int? Positive(int size) => size > 0 ? size : null;
}
