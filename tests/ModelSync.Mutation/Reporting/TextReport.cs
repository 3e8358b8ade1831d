using System.Globalization;
using System.Text;
using ModelSync.Mutation.Judging;

namespace ModelSync.Mutation.Reporting;

/// <summary>A report for people: what was not found, what was found by breaking the process, and the scores last.</summary>
internal static class TextReport
{
    public static string Of(MutationReport report)
    {
        var text = new StringBuilder();
        List(text, "not noticed by any test", report.Mutants.Where(static one => !one.IsFound));
        List(text, "found because a test never ended, or the process did", report.Mutants.Where(static one => one.Verdict is Verdict.TimedOut or Verdict.Crashed));
        text.AppendLine().AppendLine("folder       mutants  killed  never end  crash  survive  not reached    score  goal");
        foreach (var folder in report.Folders)
        {
            Row(text, folder);
        }

        text.AppendLine().Append(CultureInfo.InvariantCulture, $"{report.Tests} tests, {report.Seconds / 60:0.0} minutes; ");
        text.Append(CultureInfo.InvariantCulture, $"{report.NotCompiled} changes did not compile, {report.Ignored} were left out by dotnet-stryker");
        return text.ToString();
    }

    private static void Row(StringBuilder text, FolderScore folder)
    {
        text.Append(CultureInfo.InvariantCulture, $"{(folder.Folder.Length > 0 ? folder.Folder : "(no folder)"),-12} {folder.Mutants,7} {folder.Killed,7} ");
        text.Append(CultureInfo.InvariantCulture, $"{folder.TimedOut,10} {folder.Crashed,6} {folder.Survived,8} {folder.NoCoverage,12} {folder.Score,7:0.0}% {folder.Goal,4}%");
        text.AppendLine(folder.Score < folder.Goal ? "  below its goal" : string.Empty);
    }

    private static void List(StringBuilder text, string title, IEnumerable<JudgedMutant> mutants)
    {
        var list = mutants.ToList();
        if (list.Count > 0)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{title} ({list.Count}):");
        }

        foreach (var one in list)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {one.Mutant.File}:{one.Mutant.Line} {one.Verdict}: {one.Mutant.Original}  =>  {one.Mutant.Replacement}");
        }
    }
}
