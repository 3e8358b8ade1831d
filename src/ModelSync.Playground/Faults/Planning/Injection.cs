using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>One decision to inject.</summary>
/// <param name="Rule">Which rule has decided.</param>
/// <param name="RuleId">Its number in the plan.</param>
/// <param name="Match">Which of its matches this is, from 0.</param>
/// <param name="Chance">A number from 0 up to 1, for what is drawn about it.</param>
internal sealed record Injection(FaultRule Rule, int RuleId, long Match, double Chance)
{
    public Fault Fault => Rule.Fault;

    /// <summary>How long it holds things up; zero for all but latencies.</summary>
    public TimeSpan Delay => Fault is Fault.Latency latency ? latency.Delay.Draw(Chance) : TimeSpan.Zero;

    /// <summary>What is done, with what was drawn.</summary>
    public string What => Fault is Fault.Latency latency
        ? (latency with { Delay = Rules.Delay.Fixed(TimeSpan.FromMilliseconds(Math.Round(Delay.TotalMilliseconds))) }).ToString()
        : Fault.ToString();
}
