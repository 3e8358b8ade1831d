namespace ModelSync.Playground.Faults;

/// <summary>Which directions are black at this moment; whoever needs one of them open can wait for it.</summary>
internal sealed class BlackHoleGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewSignal();
    private TrafficDirections _black;

    public TrafficDirections Black
    {
        get
        {
            lock (_lock)
            {
                return _black;
            }
        }

        set
        {
            TaskCompletionSource changed;
            lock (_lock)
            {
                _black = value;
                (changed, _changed) = (_changed, NewSignal());
            }

            changed.SetResult();
        }
    }

    public bool IsBlack(TrafficDirections directions) => (Black & directions) != TrafficDirections.None;

    public async Task WaitUntilOpenAsync(TrafficDirections directions, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if ((_black & directions) == TrafficDirections.None)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
