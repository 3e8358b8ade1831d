using System.Diagnostics;

namespace ModelSync.Benchmarks.Server;

/// <summary>Runs a program to its end and takes the last line of its output.</summary>
public static class Subprocess
{
    /// <summary>Runs this very program with other arguments.</summary>
    public static Task<string> RunSelfAsync(string[] arguments, CancellationToken cancellationToken) =>
        RunAsync(Environment.ProcessPath!, arguments, input: null, cancellationToken);

    /// <exception cref="SubprocessException">It cannot be started, or failed.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Start(start);
        try
        {
            // Both at once: a program that fills a pipe that nobody reads would hang.
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? LastLine(await output)
                : throw new SubprocessException(process.ExitCode, LastLine(await errors));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SubprocessException(-1, $"{start.FileName}: {exception.Message}");
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
