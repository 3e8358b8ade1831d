using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class LabelTests
{
    [Test]
    public async Task The_same_tags_in_another_order_are_the_same_series()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1, Tag("a", "x"), Tag("b", "y"));
        counter.Add(2, Tag("b", "y"), Tag("a", "x"));
        counter.Add(4, Tag("b", "x"), Tag("a", "y"));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|a=x|b=y"] = 3, ["jobs_total|a=y|b=x"] = 4 }));
    }

    [Test]
    public async Task Values_that_read_the_same_are_the_same_series()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1, Tag("code", 200));
        counter.Add(1, Tag("code", "200"));
        counter.Add(1, Tag("code", 200L));
        counter.Add(1, Tag("code", 200.0m));
        counter.Add(1, Tag("ok", true));
        counter.Add(1, Tag("day", DayOfWeek.Friday));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(
            new Dictionary<string, double> { ["jobs_total|code=200"] = 3, ["jobs_total|code=200.0"] = 1, ["jobs_total|ok=true"] = 1, ["jobs_total|day=Friday"] = 1 }));
    }

    [Test]
    public async Task An_empty_label_is_no_label_because_Prometheus_cannot_tell_them_apart()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1);
        counter.Add(1, Tag("a", ""));
        counter.Add(1, Tag("a", null));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|"] = 3 }));
    }

    [Test]
    public async Task Names_that_become_the_same_give_both_values_and_a_name_given_twice_its_last()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1, Tag("a.b", "2"), Tag("a-b", "1"));
        counter.Add(2, Tag("c", "old"), Tag("c", "new"));
        counter.Add(4, Tag("c", "new"), Tag("c", "old"));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(
            new Dictionary<string, double> { ["jobs_total|a_b=1;2"] = 1, ["jobs_total|c=new"] = 2, ["jobs_total|c=old"] = 4 }));
    }

    [Test]
    public async Task A_histograms_own_label_is_not_taken_by_a_tag()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateHistogram<double>("sizes").Record(1, Tag("le", "mine"));

        Assert.That(await metrics.SamplesAsync(), Contains.Key("sizes_count|exported_le=mine"));
    }

    [Test]
    public async Task Half_a_surrogate_pair_is_replaced_before_series_are_told_apart()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1, Tag("a", "\ud800"));
        counter.Add(1, Tag("a", "\ud801"));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|a=\ufffd"] = 2 }));
    }

    [Test]
    public async Task A_tag_that_cannot_be_read_never_breaks_the_code_that_measures()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1, Tag("a", new Unreadable()));
        counter.Add(1, Tag("a", new Unreadable()));

        Assert.That(await metrics.TextAsync(), Is.Empty);
        Assert.That(metrics.Log.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_value_that_changes_is_read_at_each_measurement()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        var value = new System.Text.StringBuilder("x");
        counter.Add(1, Tag("a", value));
        value.Append('y');
        counter.Add(1, Tag("a", value));

        Assert.That((await metrics.SamplesAsync()).Keys, Is.EquivalentTo(new[] { "jobs_total|a=x", "jobs_total|a=xy" }));
    }

    private sealed class Unreadable
    {
        public override bool Equals(object? obj) => throw new InvalidOperationException("equals");

        public override int GetHashCode() => throw new InvalidOperationException("hash");

        public override string ToString() => throw new InvalidOperationException("text");
    }
}
