using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace ModelSync.EndToEnd.World;

/// <summary>The test operator as a process, which can be killed, stopped and listened to.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private ImmutableList<Line> _lines = [];
    private TaskCompletionSource _more = New();

    private OperatorProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, received) => Add(received.Data);
        _process.ErrorDataReceived += (_, received) => TestContext.Progress.WriteLine(received.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has told so far.</summary>
    public ImmutableList<Line> Lines => Volatile.Read(ref _lines);

    public static OperatorProcess Start(string kubeconfig, string ns, string lease, string identity)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ModelSync.TestOperator.dll");
        var start = new ProcessStartInfo("dotnet", [program, kubeconfig, ns, lease, identity])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new OperatorProcess(Process.Start(start)!);
    }

    /// <summary>The first line of an event, from the past or still to come.</summary>
    public async Task<Line> WaitForAsync(string what, string detail, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (Lines.Find(line => line.What == what && line.Details.Contains(detail, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            // Dies with it, or a test would wait in vain for what a crashed operator says.
            if (_process.HasExited)
            {
                throw new AssertionException($"the operator has ended ({_process.ExitCode}) without \"{what} {detail}\"; it told: {string.Join(" | ", Lines)}");
            }

            await Task.WhenAny(more, _process.WaitForExitAsync(cancellationToken)).WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<Line> WaitForAsync(string what, CancellationToken cancellationToken) => WaitForAsync(what, string.Empty, cancellationToken);

    /// <summary>kill -9; returns when it is dead.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks it to end, as Kubernetes does.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Its exit code, when it has ended and told everything.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string? text)
    {
        if (Line.Parse(text) is not { } line)
        {
            return;
        }

        TaskCompletionSource told;
        lock (_gate)
        {
            Volatile.Write(ref _lines, _lines.Add(line));
            told = _more;
            Volatile.Write(ref _more, New());
        }

        told.TrySetResult();
    }

    /// <summary>One event: when, what, and the rest.</summary>
    public sealed record Line(DateTimeOffset At, string What, string Details)
    {
        public static Line? Parse(string? text) =>
            text?.Split(' ', 3) is [var at, var what, .. var rest]
                ? new Line(DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture), what, rest.Length > 0 ? rest[0] : string.Empty)
                : null;

        public override string ToString() => $"{At:HH:mm:ss.fff} {What} {Details}";
    }
}
