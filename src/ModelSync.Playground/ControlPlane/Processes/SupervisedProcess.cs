using System.Diagnostics;
using System.Text;

namespace ModelSync.Playground.ControlPlane.Processes;

/// <summary>
/// A child process that can't outlive this one: it runs under a small shell that kills it as soon as the pipe to us closes,
/// also when we are killed with SIGKILL.
/// </summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private static readonly string Supervisor = Encoding.UTF8.GetString(EmbeddedScript.Read("supervise.sh"));

    // A closed pipe kills within milliseconds.
    private static readonly TimeSpan SupervisorGrace = TimeSpan.FromSeconds(2);

    private readonly Process _shell;

    private SupervisedProcess(string name, string? logPath, Process shell)
    {
        Name = name;
        LogPath = logPath;
        _shell = shell;
        Exited = _shell.WaitForExitAsync(CancellationToken.None);
    }

    public string Name { get; }

    /// <summary>The file that both output streams of the child are appended to; null when they go to <see cref="Output"/>.</summary>
    public string? LogPath { get; }

    /// <summary>Both output streams of a child that has no log.</summary>
    public StreamReader Output => _shell.StandardOutput;

    /// <summary>Completes when the child has ended.</summary>
    public Task Exited { get; }

    /// <summary>Whether its end was our wish.</summary>
    public bool WasEnded { get; private set; }

    /// <summary>How the child ended; only valid once <see cref="Exited"/> is complete.</summary>
    public int ExitCode => _shell.ExitCode;

    /// <summary>The session that the child and everything it starts belong to.</summary>
    public int SessionId => _shell.Id;

    /// <summary>Starts <paramref name="command"/> with our environment, save for the variables <paramref name="without"/>.</summary>
    public static SupervisedProcess Start(
        string name, string? logPath, string command, IEnumerable<string> arguments, IReadOnlyList<string>? without = null)
    {
        // A session of its own: Ctrl-C in a terminal is for us to handle, not for the children.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, RedirectStandardOutput = logPath is null, UseShellExecute = false };
        string[] supervised = ["/bin/sh", "-c", Supervisor, "supervise", logPath ?? "-", command, .. arguments];
        foreach (var argument in supervised)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in without ?? [])
        {
            start.Environment.Remove(variable);
        }

        var shell = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        return new SupervisedProcess(name, logPath, shell);
    }

    /// <summary>Sends <paramref name="signal"/> (TERM, STOP, CONT …) to the child; does nothing when it has ended.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        WasEnded |= signal is "TERM";
        try
        {
            await _shell.StandardInput.WriteLineAsync(signal.AsMemory(), cancellationToken).ConfigureAwait(false);
            await _shell.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The pipe has no reader any more: the child has ended.
        }
    }

    /// <summary>Kills the child and everything it started, and waits until they are gone.</summary>
    public async Task KillAsync()
    {
        WasEnded = true;
        try
        {
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // Unflushed bytes for a child that has ended.
        }

        try
        {
            // A real process ends on the real clock.
            await Exited.WaitAsync(SupervisorGrace, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Only when someone has killed a part of the supervisor.
            _shell.Kill(entireProcessTree: true);
            await Exited.ConfigureAwait(false);
        }
    }

    /// <summary>The last lines that the child wrote.</summary>
    public string LogTail(int lines = 15)
    {
        const int MostBytes = 16 * 1024;
        if (LogPath is null)
        {
            return "";
        }

        try
        {
            using var log = new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            log.Seek(-Math.Min(MostBytes, log.Length), SeekOrigin.End);
            using var reader = new StreamReader(log);
            return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(lines));
        }
        catch (IOException)
        {
            return "(no log)";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _shell.Dispose();
    }
}
