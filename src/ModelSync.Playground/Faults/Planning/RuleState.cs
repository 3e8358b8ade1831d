using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>A rule in a plan; whoever calls holds the plan's lock.</summary>
internal sealed class RuleState(int id, FaultRule rule, ulong seed, TimeProvider time)
{
    private const int ToInject = 0;
    private const int ToDraw = 1;

    private readonly long _added = time.GetTimestamp();
    private long _matches;
    private long _injections;

    public int Id => id;

    public FaultTarget Target => rule.Fault.Target;

    private bool IsOver => _injections >= rule.Count || (rule.Duration is { } duration && time.GetElapsedTime(_added) >= duration);

    public ActiveFault Snapshot() => new(id, rule, _matches, _injections, IsOver);

    public bool Matches(ApiRequest request) => request.Is(Target) && rule.Requests.Matches(request);

    /// <summary>Counts a match, and decides about it; null lets it pass.</summary>
    public Injection? Decide()
    {
        if (IsOver)
        {
            return null;
        }

        var match = _matches++;
        if (match < rule.Skip || SeededRoll.Next(seed, id, match, ToInject) >= rule.Probability)
        {
            return null;
        }

        _injections++;
        return new Injection(rule, id, match, SeededRoll.Next(seed, id, match, ToDraw));
    }
}
