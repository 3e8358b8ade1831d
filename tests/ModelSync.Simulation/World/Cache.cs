using ModelSync.Simulation.Engine;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.World;

/// <summary>What one process knows of a store: behind the truth by a random, bounded time, and never going back.</summary>
internal sealed class Cache<T>
{
    private readonly Store<T> _store;
    private readonly OperatorProcess _owner;
    private readonly Lag _lag;
    private long _version;
    private long _lastDelivery;
    private bool _isCut;

    /// <summary>Lists and watches.</summary>
    public Cache(Store<T> store, OperatorProcess owner, Lag lag, bool listsStale)
    {
        _store = store;
        _owner = owner;
        _lag = lag;
        (Value, _version) = store.List(listsStale);
        store.Add(this);
        if (_version < store.Version)
        {
            Expect(store.Value, store.Version);
        }
    }

    /// <summary>What is known.</summary>
    public T Value { get; private set; }

    /// <summary>Which state of the store is known.</summary>
    public long Version => _version;

    /// <summary>Plans the delivery of a change.</summary>
    public void Expect(T value, long version)
    {
        if (_isCut)
        {
            return;
        }

        var at = Math.Max(_lastDelivery, _owner.Agenda.Now + _lag.Next(_owner.Agenda.Now));
        _lastDelivery = at;
        _owner.Agenda.After(at - _owner.Agenda.Now, () => Deliver(value, version));
    }

    /// <summary>Takes what an own write gave back for known.</summary>
    public void Learn(T value, long version)
    {
        if (version > _version)
        {
            Value = value;
            _version = version;
        }
    }

    /// <summary>The cluster can no longer be reached.</summary>
    public void Cut() => _isCut = true;

    /// <summary>The cluster can be reached again: a list finds what was missed.</summary>
    public void Heal()
    {
        _isCut = false;
        Expect(_store.Value, _store.Version);
    }

    /// <summary>Ends.</summary>
    public void Close() => _store.Remove(this);

    private void Deliver(T value, long version)
    {
        if (_isCut || version <= _version)
        {
            return;
        }

        Learn(value, version);
        _owner.Wake();
    }
}
