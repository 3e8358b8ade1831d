using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults.Planning;

/// <summary>What is injected follows from the seed, the rules and the sequence of requests alone, so that a log can be replayed.</summary>
public sealed class FaultPlanProperties
{
    // Few names, so that rules and requests meet.
    private static readonly Gen<ApiRequest> Requests =
        from verb in Gen.Elements("get", "list", "watch", "create", "apply")
        from name in Gen.Elements("a", "b")
        from agent in Gen.Elements("one", "two")
        select new ApiRequest { Verb = verb, Path = $"/api/v1/namespaces/n/configmaps/{name}", Resource = "configmaps", Namespace = "n", Name = name, Agent = agent };

    private static readonly Gen<string> Rules =
        from fault in Gen.Elements("429", "410 as=event", "latency delay=exp:80ms", "latency delay=1s..9s", "drop-watch", "stale-list", "lost-answer", "goaway")
        from selector in Gen.Elements("", " name=a", " agent=one", " name=b agent=*o*")
        from limit in Gen.Elements("", " probability=0.5", " probability=0.1", " count=3", " skip=2", " skip=1 count=2 probability=0.7")
        select fault + selector + limit;

    private static readonly Gen<Story> Stories =
        from seed in Gen.Choose(0, int.MaxValue)
        from rules in Gen.NonEmptyListOf(Rules)
        from requests in Gen.ListOf(Requests)
        select new Story((ulong)seed, [.. rules], [.. requests]);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property The_same_story_is_told_again() => Prop.ForAll(Stories.ToArbitrary(), story => Told(story).SequenceEqual(Told(story)));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property A_log_says_enough_to_be_replayed() => Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        var log = Run(story.Seed, story.Rules, story.Requests);

        // From the log alone: its seed, its rules by their numbers; the requests are those of the test that failed.
        return log.Count == 0 || Run(log[0].Seed, story.Rules, story.Requests).Select(entry => (entry.RuleId, entry.Match, entry.What))
            .SequenceEqual(log.Select(entry => (entry.RuleId, entry.Match, entry.What)));
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Requests_that_a_rule_does_not_mean_change_nothing_for_it() => Prop.ForAll(
        Stories.ToArbitrary(),
        Gen.ListOf(Requests).ToArbitrary(),
        (story, others) =>
        {
            var mine = story.Requests.Where(request => request.Agent == "one").ToArray();
            var rules = story.Rules.Where(rule => rule.Contains("agent=one", StringComparison.Ordinal)).ToArray();
            ApiRequest[] foreign = [.. others.Select(request => request with { Agent = "two" })];
            ApiRequest[] mixed = [.. foreign.Take(1), .. mine.SelectMany((own, i) => foreign.Skip(i + 1).Take(1).Prepend(own))];
            return What(story.Seed, rules, mixed).SequenceEqual(What(story.Seed, rules, mine));
        });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Counts_and_skips_are_kept_to() => Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        var plan = NewPlan(story.Seed, story.Rules);
        Array.ForEach(story.Requests, request => plan.Decide(request));
        return plan.Faults.All(fault =>
            fault.Injections <= Math.Max(0, fault.Matches - fault.Rule.Skip)
            && (fault.Rule.Count is not { } count || fault.Injections <= count)
            && (fault.Rule.Probability < 1 || fault.Injections == Math.Min(fault.Rule.Count ?? long.MaxValue, Math.Max(0, fault.Matches - fault.Rule.Skip))));
    });

    private static string[] Told(Story story) => [.. Run(story.Seed, story.Rules, story.Requests).Select(entry => entry.ToString())];

    private static string[] What(ulong seed, string[] rules, ApiRequest[] requests) => [.. Run(seed, rules, requests).Select(entry => entry.What)];

    private static IReadOnlyList<FaultLogEntry> Run(ulong seed, string[] rules, ApiRequest[] requests)
    {
        var plan = NewPlan(seed, rules);
        Array.ForEach(requests, request => plan.Decide(request));
        return plan.Log.Entries;
    }

    private static FaultPlan NewPlan(ulong seed, string[] rules)
    {
        var time = new ManualTimeProvider();
        var plan = new FaultPlan(seed, FaultLog.InMemory(time), time);
        Array.ForEach(rules, rule => plan.Add(rule));
        return plan;
    }

    private sealed record Story(ulong Seed, string[] Rules, ApiRequest[] Requests)
    {
        public override string ToString() => $"seed {Seed}\n{string.Join('\n', Rules)}\n{string.Join('\n', Requests.Select(request => $"{request.Verb} {request.Name} {request.Agent}"))}";
    }
}
