using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>
/// The faults that hold at the moment. Rules are asked in the order in which they were added, until one ends the exchange. Given the same seed, the same
/// rules and the same sequence of matching requests, the same is injected. Thread-safe.
/// </summary>
public sealed class FaultPlan
{
    /// <summary>How many rules there can be at once.</summary>
    public const int MostRules = 1000;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FaultLog _log;
    private RuleState[] _rules = [];
    private int _lastId;

    /// <summary>A plan without rules, whose chances come from the seed and whose injections are told to the log.</summary>
    public FaultPlan(ulong seed, FaultLog log, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(time);
        (Seed, _log, _time) = (seed, log, time);
    }

    /// <summary>Where all chance comes from.</summary>
    public ulong Seed { get; }

    /// <summary>What was injected so far.</summary>
    public FaultLog Log => _log;

    /// <summary>The rules with their numbers, in the order in which they are asked.</summary>
    public IReadOnlyList<ActiveFault> Faults
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules.Select(rule => rule.Snapshot())];
            }
        }
    }

    /// <summary>Adds a rule in its text form.</summary>
    /// <exception cref="FormatException">It is no rule; the message says why.</exception>
    public ActiveFault Add(string rule) => Add(FaultRule.Parse(rule));

    /// <summary>Adds a rule behind the others.</summary>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public ActiveFault Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_lock)
        {
            if (_rules.Length >= MostRules)
            {
                throw new InvalidOperationException($"there are {MostRules} rules already: remove some, or clear the plan");
            }

            var state = new RuleState(++_lastId, rule, Seed, _time);
            _rules = [.. _rules, state];
            return state.Snapshot();
        }
    }

    /// <summary>Takes a rule away; false where there is none of that number.</summary>
    public bool Remove(int id)
    {
        lock (_lock)
        {
            var before = _rules.Length;
            _rules = Array.FindAll(_rules, rule => rule.Id != id);
            return _rules.Length < before;
        }
    }

    /// <summary>Takes all rules away. What has befallen a watch already stays with it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules = [];
        }
    }

    /// <summary>Whether there is a rule of that number.</summary>
    internal bool Has(int id) => Array.Exists(Volatile.Read(ref _rules), rule => rule.Id == id);

    /// <summary>What befalls a request.</summary>
    internal IReadOnlyList<Injection> Decide(ApiRequest request)
    {
        // The way of every request when nothing is to be injected: no lock, no allocation.
        return Volatile.Read(ref _rules).Length == 0 ? [] : Decide(request, rule => rule.Matches(request));
    }

    /// <summary>What befalls a new connection.</summary>
    internal Injection? DecideConnection() => Volatile.Read(ref _rules).Length == 0
        ? null
        : Decide(request: null, static rule => rule.Target == FaultTarget.Connection).FirstOrDefault();

    private List<Injection> Decide(ApiRequest? request, Predicate<RuleState> matches)
    {
        var injections = new List<Injection>();
        lock (_lock)
        {
            foreach (var rule in _rules)
            {
                if (!matches(rule) || rule.Decide() is not { } injection)
                {
                    continue;
                }

                // Within the lock, so that the log has the order of the decisions.
                injections.Add(injection);
                _log.Append(injection, request, Seed);
                if (!injection.Fault.GoesOn)
                {
                    break;
                }
            }
        }

        return injections;
    }
}
