namespace ModelSync.Simulation.Engine;

/// <summary>What is still to happen, in order of simulated time; what is due at the same moment happens in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, Due> _queue = new();
    private long _order;

    /// <summary>The simulated time in milliseconds since the world began.</summary>
    public long Now { get; private set; }

    /// <summary>How much has happened.</summary>
    public int Steps { get; private set; }

    /// <summary>Plans <paramref name="what"/> for so many milliseconds from now.</summary>
    public void After(long milliseconds, Action what) => _queue.Enqueue(what, new Due(Now + Math.Max(0, milliseconds), _order++));

    /// <summary>Lets the next thing happen; false when nothing is left, or nothing before <paramref name="horizon"/>.</summary>
    public bool Step(long horizon)
    {
        if (!_queue.TryPeek(out var what, out var due) || due.At > horizon)
        {
            return false;
        }

        _queue.Dequeue();
        Now = due.At;
        Steps++;
        what();
        return true;
    }

    private readonly record struct Due(long At, long Order) : IComparable<Due>
    {
        public int CompareTo(Due other) => At != other.At ? At.CompareTo(other.At) : Order.CompareTo(other.Order);
    }
}
