using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Tests.Faults.Rules;

internal sealed class FaultRuleTests
{
    [TestCase("429 verb=create resource=configmaps count=3 retry-after=2", ExpectedResult = "429 retry-after=2 verb=create resource=configmaps count=3")]
    [TestCase("  410   as=event after=3 ", ExpectedResult = "410 as=event after=3")]
    [TestCase("410 after=3", ExpectedResult = "410 after=3")]
    [TestCase("503 shape=status message=\"etcdserver: no leader\"", ExpectedResult = "503 message=\"etcdserver: no leader\"")]
    [TestCase("502", ExpectedResult = "502")]
    [TestCase("latency delay=100ms..2s at=answer probability=0.25", ExpectedResult = "latency delay=100ms..2s at=answer probability=0.25")]
    [TestCase("latency delay=exp:60000ms", ExpectedResult = "latency delay=exp:1m")]
    [TestCase("lost-answer by=reset verb=create,update,apply", ExpectedResult = "lost-answer verb=create,update,apply")]
    [TestCase("drop-request by=silence user=system:serviceaccount:*", ExpectedResult = "drop-request by=silence user=system:serviceaccount:*")]
    [TestCase("drop-watch by=half-line after=2s resource=deployments.apps", ExpectedResult = "drop-watch by=half-line after=2s resource=deployments.apps")]
    [TestCase("slow-body", ExpectedResult = "slow-body bytes=64 every=50ms")]
    [TestCase("stale-list from=cache namespace=\"a\" subresource=- skip=1 duration=90s", ExpectedResult = "stale-list from=cache subresource=- namespace=a skip=1 duration=90s")]
    [TestCase("tls-certificate is=wrong-host count=1", ExpectedResult = "tls-certificate is=wrong-host count=1")]
    [TestCase("warning text=\"say \\\"no\\\"\" agent=\"kubectl/*\"", ExpectedResult = "warning text=\"say \\\"no\\\"\" agent=kubectl/*")]
    public string A_rule_is_read_and_printed_in_its_shortest_form(string text) => FaultRule.Parse(text).ToString();

    [TestCase("", "there is no fault ''")]
    [TestCase("418", "there is no fault '418': name one of 401, 403")]
    [TestCase("429 verb", "'verb' is not of the form name=value")]
    [TestCase("429 verb=get verb=list", "verb is given twice")]
    [TestCase("429 verb=", "verb is '', but takes a name")]
    [TestCase("429 colour=red", "429 takes no colour; it takes retry-after, shape, message, as, after, verb, resource")]
    [TestCase("429 count=0", "count is '0', but takes a whole number of at least 1")]
    [TestCase("429 retry-after=soon", "retry-after is 'soon', but takes a whole number")]
    [TestCase("429 retry-after=90000", "takes seconds, at most 86400")]
    [TestCase("500 probability=1.5", "probability is '1.5', but takes a number above 0 and up to 1")]
    [TestCase("500 probability=NaN", "probability is 'NaN'")]
    [TestCase("500 duration=3", "duration is '3', but takes a time")]
    [TestCase("500 shape=xml", "shape is 'xml', but takes one of status, text, html")]
    [TestCase("500 after=3", "add as=event")]
    [TestCase("410 as=http after=3", "take as=http away")]
    [TestCase("latency", "latency needs delay, such as delay=200ms")]
    [TestCase("latency delay=2s..1s", "delay is '2s..1s', but takes a time such as 200ms")]
    [TestCase("latency delay=exp:0s", "delay is 'exp:0s'")]
    [TestCase("latency delay=25h", "delay is '25h'")]
    [TestCase("drop-watch verb=list", "drop-watch befalls watches only")]
    [TestCase("stale-list verb=get", "stale-list befalls lists only")]
    [TestCase("tls-failure user=alice", "tls-failure takes no user; it takes skip, count")]
    [TestCase("tls-certificate", "tls-certificate needs is, such as is=expired")]
    [TestCase("warning text=\"open", "the quote in text=open is not closed")]
    [TestCase("warning text=\"a\nb\"", "a rule is one line")]
    public void What_is_no_rule_is_refused_in_words(string text, string words)
    {
        Assert.That(FaultRule.TryParse(text, out _, out var error), Is.False);
        Assert.That(error, Does.Contain(words));
        Assert.That(() => FaultRule.Parse(text), Throws.InstanceOf<FormatException>().With.Message.EqualTo(error));
    }

    [TestCase("a", "a", ExpectedResult = true)]
    [TestCase("a", "b", ExpectedResult = false)]
    [TestCase("a,b", "b", ExpectedResult = true)]
    [TestCase("*", "", ExpectedResult = true)]
    [TestCase("kube-*-x", "kube-a-x-x", ExpectedResult = true)]
    [TestCase("kube-*-x", "kube-a-y", ExpectedResult = false)]
    [TestCase("*a*b*", "xxaxxbxx", ExpectedResult = true)]
    [TestCase("a*", "ba", ExpectedResult = false)]
    [TestCase("x", null, ExpectedResult = false)]
    [TestCase("*", null, ExpectedResult = false)]
    public bool A_pattern_matches(string pattern, string? name) => new Pattern(pattern).Matches(name);

    [TestCase("0s", 0.5, ExpectedResult = 0)]
    [TestCase("200ms", 0.9, ExpectedResult = 200)]
    [TestCase("100ms..300ms", 0.5, ExpectedResult = 200)]
    [TestCase("exp:100ms", 0.0, ExpectedResult = 0)]
    [TestCase("exp:100ms", 0.999999999, ExpectedResult = 1000)]
    public double A_delay_is_drawn(string text, double chance) =>
        ((Fault.Latency)FaultRule.Parse($"latency delay={text}").Fault).Delay.Draw(chance).TotalMilliseconds;
}
