using ModelSync.Core.Revisions.Drift;

namespace ModelSync.Core.Tests.Revisions.Drift;

public sealed class RepairHistoryTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Test]
    public void R11_five_repairs_in_ten_minutes_are_no_contention_and_the_sixth_is()
    {
        var history = Repaired(5);
        Assert.That(history.Contended(Start), Is.Empty);
        Assert.That(history.DelayOf("spec.replicas", Start), Is.EqualTo(TimeSpan.Zero));

        history = history.After(["spec.replicas", "other"], Start);
        Assert.That(history.Contended(Start), Is.EqualTo(new[] { "spec.replicas" }));
    }

    [Test]
    public void R11_repairs_of_a_contended_field_slow_down_to_one_a_minute()
    {
        var history = Repaired(6);

        Assert.That(history.DelayOf("spec.replicas", Start), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(history.DelayOf("spec.replicas", Start.Add(TimeSpan.FromSeconds(59))), Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(history.DelayOf("spec.replicas", Start.Add(TimeSpan.FromSeconds(60))), Is.EqualTo(TimeSpan.Zero));
        Assert.That(history.DelayOf("spec.replicas", Start.Add(TimeSpan.FromSeconds(61))), Is.EqualTo(TimeSpan.Zero));
        Assert.That(history.DelayOf("other", Start), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void R11_the_pace_counts_from_the_last_repair()
    {
        var history = Enumerable.Range(0, 6).Aggregate(RepairHistory.None, static (history, i) => history.After(["spec.replicas"], Start.Add(TimeSpan.FromSeconds(10 * i))));

        Assert.That(history.DelayOf("spec.replicas", Start.Add(TimeSpan.FromSeconds(50))), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void R11_contended_fields_are_told_in_their_order()
    {
        var history = Enumerable.Range(0, 6).Aggregate(RepairHistory.None, static (history, _) => history.After(["b", "a"], Start));

        Assert.That(history.Contended(Start), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void R11_contention_ends_ten_minutes_after_repairs_became_rare()
    {
        Assert.That(Repaired(6).Contended(Start.Add(TimeSpan.FromMinutes(10))), Is.Empty);
        Assert.That(Repaired(6).Contended(Start.Add(TimeSpan.FromSeconds(599))), Is.Not.Empty);
    }

    private static RepairHistory Repaired(int times) =>
        Enumerable.Range(0, times).Aggregate(RepairHistory.None, static (history, _) => history.After(["spec.replicas"], Start));
}
