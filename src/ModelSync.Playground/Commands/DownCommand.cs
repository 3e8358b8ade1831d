using System.Diagnostics;
using ModelSync.Playground.Control;

namespace ModelSync.Playground.Commands;

/// <summary>Ends the running playground and waits until its process is gone.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string? id, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var identity = await playground.IdentityAsync(cancellationToken).ConfigureAwait(false);
        using var process = TryFind(identity.ProcessId);
        await playground.EndAsync(cancellationToken).ConfigureAwait(false);
        await WaitAsync(process, identity, time, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"playground {identity.Id} has ended".AsMemory(), cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static async Task WaitAsync(Process? process, PlaygroundIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await (process?.WaitForExitAsync(either.Token) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlException(
                $"playground {identity.Id} was told to end, but process {identity.ProcessId} still runs after {Limit.TotalSeconds:0} s: "
                + "kill it, nothing of it stays", e);
        }
    }

    private static Process? TryFind(int processId)
    {
        try
        {
            return Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            return null; // it has just ended
        }
    }
}
