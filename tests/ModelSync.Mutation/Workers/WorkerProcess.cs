using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ModelSync.Mutation.Workers;

/// <summary>The other end of a worker: asks it, waits no longer than it may take, and ends it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // Of 64 tests at most, which take seconds without a mutant. Below it a busy machine would be taken for an endless loop.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // A mutant may make a list grow forever; 1 GiB, in hexadecimal as the variable wants it.
    private const string HeapLimit = "40000000";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Whether it has judged a mutant before.</summary>
    public bool IsUsed { get; private set; }

    public static WorkerProcess Start(string kind, int? mutant = null)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        info.ArgumentList.Add("worker");
        info.ArgumentList.Add(kind);
        if (mutant is { } id)
        {
            info.ArgumentList.Add(id.ToString(CultureInfo.InvariantCulture));
        }

        info.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        // Nothing may be written into golden files while a mutant is on.
        info.Environment.Remove("MODELSYNC_ACCEPT_STORIES");
        info.Environment.Remove("MODELSYNC_GOLDEN");
        var process = Process.Start(info)!;
        // A stack overflow tells thousands of frames.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    /// <summary>The next measurement of a test; null when there is none any more.</summary>
    public async Task<TestMeasurement?> ReadMeasurementAsync(CancellationToken cancellationToken) =>
        await ReadLineAsync(cancellationToken) is { } line ? JsonSerializer.Deserialize(line, WorkerJson.Default.TestMeasurement) : null;

    /// <summary>The exit code, once the worker has ended.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>The answer to a trial; null when the process ended without one. A <see cref="TimeoutException"/> says that there was no sign of life.</summary>
    public async Task<TrialAnswer?> AskAsync(Trial trial, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(trial, WorkerJson.Default.Trial).AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }

        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            var answer = JsonSerializer.Deserialize(line, WorkerJson.Default.TrialAnswer)!;
            if (!answer.GoesOn)
            {
                IsUsed = true;
                return answer;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"A worker gave no sign of life for {Patience.TotalSeconds} s."), e);
        }
    }
}
