using System.Diagnostics;

namespace ModelSync.EndToEnd.Soak;

/// <summary>Two minutes of random faults, of `make soak`, in a process of its own: only so can it be told what leaks.</summary>
[Parallelizable]
[CancelAfter(600_000)]
public sealed class SoakTests
{
    [Test]
    public async Task Nothing_leaks_and_everything_comes_right_after_two_minutes_of_random_faults(CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "modelsync-soak.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--minutes", "2", "--pods", "100"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(line);
                await TestContext.Progress.WriteLineAsync($"soak: {line}");
            }

            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.That(process.ExitCode, Is.Zero, string.Join('\n', lines.TakeLast(10)));
    }
}
