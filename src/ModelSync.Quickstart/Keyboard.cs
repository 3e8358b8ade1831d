using ModelSync.Quickstart.View;

namespace ModelSync.Quickstart;

/// <summary>
/// Reads what a person types, line by line and all the time: what comes before it is asked for counts for nothing, and must not spoil the panel either.
/// The console's own reader would change the terminal's settings, and could not be given up.
/// </summary>
internal sealed class Keyboard
{
    private readonly Lock _lock = new();
    private readonly IScreen _screen;
    private readonly Task _reading;
    private TaskCompletionSource<string>? _awaited;

    public Keyboard(IScreen screen)
    {
        _screen = screen;

        // Nothing ends a read but a line: the thread goes with the process.
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The next line; null when the terminal was closed.</summary>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<string> awaited;
        lock (_lock)
        {
            awaited = _awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var first = await Task.WhenAny(awaited.Task, _reading).WaitAsync(cancellationToken).ConfigureAwait(false);
        return first == awaited.Task ? await awaited.Task.ConfigureAwait(false) : null;
    }

    private void Read()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            _screen.Scrolled();
            lock (_lock)
            {
                _awaited?.TrySetResult(line);
            }
        }
    }
}
