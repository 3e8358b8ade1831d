using System.Diagnostics;

namespace ModelSync.EndToEnd.Operator.Cli;

/// <summary>What a run of the plugin gave.</summary>
internal sealed record PluginRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The plugin as it was built, in its own folder: beside the tests it would lack what the tests have from ASP.NET.</summary>
    public static string Program { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "ModelSync.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "kubectl-modelsync.dll"));

    /// <summary>Runs a program to its end, and does something once it has told its first line.</summary>
    public static async Task<PluginRun> OfAsync(ProcessStartInfo start, CancellationToken cancellationToken, Func<Task>? afterFirstLine = null)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var first = "";
        if (afterFirstLine is not null)
        {
            first = $"{await process.StandardOutput.ReadLineAsync(cancellationToken)}\n";
            await afterFirstLine();
        }

        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new PluginRun(process.ExitCode, first + output, await errors);
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}{Errors}";
}
