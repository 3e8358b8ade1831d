using System.Globalization;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Lint;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Commands;

/// <summary>Judges manifests offline.</summary>
internal static class LintCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "lint",
        Summary = "Judges manifests without a cluster, with the line of each mistake",
        Operands = "FILE…",
        Least = 1,
        Most = int.MaxValue,
        Kind = OperandKind.File,
        Details =
            """
            Judges all kinds of modelsync.io by the rules of the CRDs and those that only code can check; other objects are
            passed over. A folder stands for the .yaml, .yml and .json files in it and below it, and - for standard input.
            Each mistake is a line FILE:LINE:COLUMN: KIND/NAME: FIELD: …, and the exit code is 1 when there is one.
            """,
        Examples = [new("before a commit", "lint deploy/models/"), new("what a template makes", "kustomize build . | kubectl modelsync lint -")],
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var report = LintReport.Empty;
        await foreach (var (file, source) in ManifestFiles.ReadAsync(context.Line.Operands, context.Input, cancellationToken).ConfigureAwait(false))
        {
            var found = Linter.Check(file, source.Text);
            context.Screen.Write(found.Findings.Select(Show));
            report += found;
        }

        context.Screen.Tell(Summary(report));
        return report.Findings.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <summary>One mistake as editors and CI systems read it.</summary>
    internal static Line Show(LintFinding finding) =>
        Line.Of(string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Place.Line}:{finding.Place.Column}: "), Tone.Strong)
            .Add(finding.Object.Length > 0 ? $"{finding.Object}: " : "")
            .Add(finding.Message, Tone.Bad);

    private static string Summary(LintReport report)
    {
        var judged = report.Judged == 1 ? "1 manifest" : string.Create(CultureInfo.InvariantCulture, $"{report.Judged} manifests");
        var skipped = report.Skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {report.Skipped} of other groups passed over");
        return report.Findings.Count switch
        {
            0 => $"{judged} judged{skipped}: no mistakes",
            1 => $"{judged} judged{skipped}: 1 mistake",
            var count => string.Create(CultureInfo.InvariantCulture, $"{judged} judged{skipped}: {count} mistakes"),
        };
    }
}
