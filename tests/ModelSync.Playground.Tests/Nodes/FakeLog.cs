using System.Runtime.CompilerServices;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>A log in memory that can be followed.</summary>
internal sealed class FakeLog : ILogText
{
    private readonly Lock _lock = new();
    private readonly List<LogLine> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    public void Add(string text) => Change(() => _lines.Add(new LogLine(TimeProvider.System.GetUtcNow(), text)));

    public void End() => Change(() => _ended = true);

    public async IAsyncEnumerable<LogLine> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            LogLine? line = null;
            Task changed;
            lock (_lock)
            {
                if (next < _lines.Count)
                {
                    line = _lines[next++];
                }
                else if (_ended)
                {
                    yield break;
                }

                changed = _changed.Task;
            }

            if (line is { } present)
            {
                yield return present;
            }
            else
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
