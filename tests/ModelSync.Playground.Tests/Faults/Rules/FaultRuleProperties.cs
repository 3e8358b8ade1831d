using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Playground.Tests.Faults.Planning;

namespace ModelSync.Playground.Tests.Faults.Rules;

public sealed class FaultRuleProperties
{
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Parse_of_print_is_the_same_rule() => Prop.ForAll(RandomRules.Rule(), rule => FaultRule.Parse(rule.ToString()) == rule);

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool Parse_of_any_text_says_why_or_returns_what_prints_the_same(NonNull<string> text) => IsSane(text.Get);

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property Parse_of_words_in_any_order_says_why_or_returns_what_prints_the_same() => Prop.ForAll(
        Gen.ListOf(Gen.Elements(
            "429", "410", "latency", "drop-watch", "stale-list", " ", "  ", "as=event", "after=3", "after=2s", "delay=1s", "delay=1s..2s", "verb=watch", "verb=list", "count=2",
            "probability=0.5", "name=\"a b\"", "\"", "\\", "=", "duration=1m", "by=reset", "retry-after=1")).Select(string.Concat).ToArbitrary(),
        IsSane);

    private static bool IsSane(string text) =>
        FaultRule.TryParse(text, out var rule, out var error) ? FaultRule.Parse(rule.ToString()) == rule : error.Length > 0;
}
