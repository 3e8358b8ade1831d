using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>
/// The runs whose time has come and that wait for a place: providers take turns, and within one provider rollouts do. A provider with all its places taken is
/// passed over. Not for several threads at once.
/// </summary>
internal sealed class MeasuringQueue(int mostTogether, int mostPerProvider)
{
    private readonly Dictionary<string, Provider> _providers = new(StringComparer.Ordinal);
    private readonly Queue<Provider> _turns = [];

    /// <summary>How many have a place.</summary>
    public int Running { get; private set; }

    /// <summary>Lets a run wait.</summary>
    public void Enqueue(GateRunState run)
    {
        if (!_providers.TryGetValue(run.Meter.Provider, out var provider))
        {
            _providers[run.Meter.Provider] = provider = new Provider(run.Meter.Provider);
        }

        provider.Add(run);
        TakeTurn(provider);
    }

    /// <summary>Gives the next run its place; false when there is no run or no place.</summary>
    public bool TryStart([NotNullWhen(true)] out GateRunState? run)
    {
        while (Running < mostTogether && _turns.TryDequeue(out var provider))
        {
            provider.HasTurn = false;
            if (provider.TryTake(out run))
            {
                Running++;
                provider.Running++;
                TakeTurn(provider);
                return true;
            }

            Forget(provider);
        }

        run = null;
        return false;
    }

    /// <summary>Takes the place of a run back.</summary>
    public void End(GateRunState run)
    {
        var provider = _providers[run.Meter.Provider];
        Running--;
        provider.Running--;
        TakeTurn(provider);
        Forget(provider);
    }

    private void TakeTurn(Provider provider)
    {
        if (!provider.HasTurn && provider.Waiting > 0 && provider.Running < mostPerProvider)
        {
            provider.HasTurn = true;
            _turns.Enqueue(provider);
        }
    }

    private void Forget(Provider provider)
    {
        if (provider is { Running: 0, Waiting: 0, HasTurn: false })
        {
            _providers.Remove(provider.Name);
        }
    }

    private sealed class Provider(string name)
    {
        private readonly Dictionary<RolloutGates, Queue<GateRunState>> _waiting = [];
        private readonly Queue<RolloutGates> _rollouts = [];

        public string Name => name;

        public int Running { get; set; }

        public int Waiting { get; private set; }

        public bool HasTurn { get; set; }

        public void Add(GateRunState run)
        {
            Waiting++;
            if (!_waiting.TryGetValue(run.Rollout, out var runs))
            {
                _waiting[run.Rollout] = runs = [];
                _rollouts.Enqueue(run.Rollout);
            }

            runs.Enqueue(run);
        }

        public bool TryTake([NotNullWhen(true)] out GateRunState? run)
        {
            while (_rollouts.TryDequeue(out var rollout))
            {
                var runs = _waiting[rollout];
                run = runs.Dequeue();
                Waiting--;
                if (runs.Count > 0)
                {
                    _rollouts.Enqueue(rollout);
                }
                else
                {
                    _waiting.Remove(rollout);
                }

                // One that rests by now has lost its place in the queue, and gets a new one when it goes on.
                if (run.LeaveQueue())
                {
                    return true;
                }
            }

            run = null;
            return false;
        }
    }
}
