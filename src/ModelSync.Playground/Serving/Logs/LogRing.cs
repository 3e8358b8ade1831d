using System.Runtime.CompilerServices;

namespace ModelSync.Playground.Serving.Logs;

/// <summary>The newest lines of a container. It grows with what is written, up to its limit; a follower that is too slow misses lines.</summary>
internal sealed class LogRing(int mostLines) : ILogText
{
    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private TaskCompletionSource? _changed;
    private long _written;
    private bool _ended;

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(LogLine line)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            if (_lines.Count == mostLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
            _written++;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    /// <summary>The container has ended: what is there stays, followers come to their end.</summary>
    public void End()
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            _ended = true;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    public IAsyncEnumerable<LogLine> FollowAsync(CancellationToken cancellationToken) => FollowFromAsync(0, cancellationToken);

    private async IAsyncEnumerable<LogLine> FollowFromAsync(long next, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            (var lines, next, var more) = Take(next);
            foreach (var line in lines)
            {
                yield return line;
            }

            if (lines.Length > 0)
            {
                continue;
            }

            if (more is null)
            {
                yield break;
            }

            await more.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The lines from that number on that are still there and the number after them; without any, what tells of more, null at the end.</summary>
    private (LogLine[] Lines, long Next, Task? More) Take(long next)
    {
        lock (_lock)
        {
            var skip = (int)Math.Max(0, next - (_written - _lines.Count));
            LogLine[] lines = [.. _lines.Skip(skip)];
            if (lines.Length > 0 || _ended)
            {
                return (lines, _written, null);
            }

            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (lines, _written, _changed.Task);
        }
    }
}
