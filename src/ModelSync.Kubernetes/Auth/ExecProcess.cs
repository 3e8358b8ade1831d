using System.Diagnostics;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Runs a program to its end with bounded memory; cancelling kills it and its children.</summary>
internal sealed class ExecProcess
{
    /// <summary>No credential is larger; a plugin that prints without end must not take our memory.</summary>
    public const int MaxOutputBytes = 1 << 20;

    private const int MaxErrorBytes = 4 << 10;
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(5);

    private readonly ProcessStartInfo _start;
    private readonly TimeProvider _time;
    private readonly Action<Process> _kill;
    private readonly string _input;

    /// <summary>Prepares to run it; <paramref name="input" /> is what it reads where its standard input is redirected.</summary>
    public ExecProcess(ProcessStartInfo start, TimeProvider time, Action<Process>? kill = null, string input = "")
    {
        _start = start;
        _input = input;
        _time = time;
        _kill = kill ?? (static process => process.Kill(entireProcessTree: true));
    }

    public async Task<ExecProcessResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = _start };
        process.Start();
        try
        {
            if (_start.RedirectStandardInput)
            {
                await GiveAsync(process.StandardInput, cancellationToken).ConfigureAwait(false);
            }

            return await ReadToEndAsync(process, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await KillAsync(process, e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task GiveAsync(StreamWriter input, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(_input.AsMemory(), cancellationToken).ConfigureAwait(false);
            input.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading: what it says and its exit code tell more.
        }
    }

    private async Task<ExecProcessResult> ReadToEndAsync(Process process, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = new MemoryStream();
        var error = new TailBuffer(MaxErrorBytes);
        // Process.Dispose leaves readers that were handed out open.
        using var outputReader = process.StandardOutput;
        using var errorReader = _start.RedirectStandardError ? process.StandardError : null;
        var readOutput = FillAsync(output, outputReader.BaseStream, reading.Token);
        var readError = errorReader is null ? Task.CompletedTask : error.FillAsync(errorReader.BaseStream, reading.Token);
        try
        {
            var exit = process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(readOutput, exit).ConfigureAwait(false) == readOutput)
            {
                // Too much output is an error at once, also of a program that would go on for ever.
                await readOutput.ConfigureAwait(false);
            }

            await exit.ConfigureAwait(false);
            await WithGraceAsync(Task.WhenAll(readOutput, readError), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(readOutput, readError).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new ExecProcessResult(process.ExitCode, output.ToArray(), error.ToString());
    }

    private static async Task FillAsync(MemoryStream all, Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > MaxOutputBytes)
            {
                throw new InvalidDataException($"it printed more than {MaxOutputBytes} bytes, which is no ExecCredential.");
            }

            all.Write(buffer, 0, read);
        }
    }

    /// <summary>A helper that the plugin left running may keep its outputs open for ever; what it still says is not waited for.</summary>
    private async Task WithGraceAsync(Task reads, CancellationToken cancellationToken)
    {
        try
        {
            await reads.WaitAsync(OutputGrace, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The exit code is there, and with it all that the plugin itself has printed: that is enough.
        }
    }

    /// <summary>Ends the program; one that may not be killed (it changed its user) must not hold us up.</summary>
    private async Task KillAsync(Process process, Exception cause)
    {
        try
        {
            _kill(process);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended by itself, or one of its children has; or it may not be killed, which shows below.
        }

        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(KillGrace, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new IOException(
                $"it was to be ended ({cause.Message.TrimEnd('.')}), but its process {process.Id} cannot be killed; end it by hand and run the plugin as the same user.", cause);
        }
    }
}
