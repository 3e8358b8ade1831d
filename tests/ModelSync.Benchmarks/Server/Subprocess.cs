using System.Diagnostics;

namespace ModelSync.Benchmarks.Server;

/// <summary>Runs a program to its end and takes the last line of its output.</summary>
public static class Subprocess
{
    // The longest is the build of a peer; a measurement takes seconds, and one whose server has gone would wait for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // As timeout(1) says it.
    private const int TimedOut = 124;

    /// <summary>Runs this very program with other arguments.</summary>
    public static Task<string> RunSelfAsync(string[] arguments, CancellationToken cancellationToken) =>
        RunAsync(Environment.ProcessPath!, arguments, input: null, cancellationToken);

    /// <exception cref="SubprocessException">It cannot be started, or failed.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Start(start);
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Both at once: a program that fills a pipe that nobody reads would hang.
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), either.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? LastLine(await output)
                : throw new SubprocessException(process.ExitCode, LastLine(await errors));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new SubprocessException(TimedOut, $"{program} has not ended within {Limit.TotalMinutes:0} minutes");
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
