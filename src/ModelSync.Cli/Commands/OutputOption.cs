using ModelSync.Cli.Arguments;

namespace ModelSync.Cli.Commands;

/// <summary>The option -o.</summary>
internal static class OutputOption
{
    /// <summary>Its name.</summary>
    public const string Name = "output";

    /// <summary>With objects and more columns.</summary>
    public static OptionSpec Full { get; } = new(Name, 'o', "FORMAT", "json or yaml: the objects; wide: more columns") { Choices = ["json", "yaml", "wide"] };

    /// <summary>With objects alone.</summary>
    public static OptionSpec Objects { get; } = new(Name, 'o', "FORMAT", "json or yaml") { Choices = ["json", "yaml"] };

    extension(CommandLine line)
    {
        /// <summary>Whether more columns were asked for.</summary>
        public bool IsWide => line.Text(Name) is "wide";

        /// <summary>Whether objects were asked for.</summary>
        public bool WantsObjects => line.Text(Name) is "json" or "yaml";
    }
}
