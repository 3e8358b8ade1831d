using ModelSync.Cli.Arguments;
using ModelSync.Cli.Versions;

namespace ModelSync.Cli.Commands;

/// <summary>Compares two versions of a model.</summary>
internal static class DiffCommand
{
    private const string Model = "model";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "diff",
        Summary = "Shows what differs between two versions, and what that demands of the version number",
        Operands = "OLDER NEWER",
        Least = 2,
        Most = 2,
        Kind = OperandKind.Version,
        Options = [new(Model, null, "NAME", "the model, where several have a version of that number")],
        Details =
            """
            Versions are named by ModelVersion (fraud-detector-1.0.0) or by number (1.0.0). Components are compared by the
            digests that they are pinned to. The exit code is 1 when the step from OLDER to NEWER is too small.
            """,
        Examples = [new("two versions by number", "diff 1.0.0 1.1.0"), new("by object", "diff fraud-detector-1.0.0 fraud-detector-1.1.0")],
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var model = context.Line.Text(Model);
        var all = await new VersionReader(session).ListAsync(model, cancellationToken).ConfigureAwait(false);
        var (older, newer) = (context.Line.Operands[0], context.Line.Operands[1]);
        var page = DiffPage.Of(VersionReader.Find(all, older, model, session.Namespace), VersionReader.Find(all, newer, model, session.Namespace));
        context.Screen.Write(page.Lines());
        return page.IsTooSmall ? ExitCodes.Failed : ExitCodes.Ok;
    }
}
