using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>Who fights with us for which field, and until when.</summary>
internal sealed class RepairMemoryTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private static readonly ClusterName Other = new("other");

    [Test]
    public void A_contention_is_told_where_it_is_and_says_when_it_may_be_over()
    {
        var memory = Repaired(6);

        Assert.That(memory.Contended(ClusterName.Local, Start), Is.EqualTo(new[] { ("Deployment fraud", "spec.replicas") }));
        Assert.That(memory.Contended(Other, Start), Is.Empty);
        Assert.That(memory.EndsAfter(Start), Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(memory.DelayOf(ClusterName.Local, "Deployment fraud", ["spec.other", "spec.replicas"], Start), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(memory.DelayOf(Other, "Deployment fraud", ["spec.replicas"], Start), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Without_one_there_is_nothing_to_wait_for()
    {
        Assert.That(Repaired(5).EndsAfter(Start), Is.Null);
        Assert.That(Repaired(6).EndsAfter(Start + TimeSpan.FromMinutes(10)), Is.Null);
    }

    [Test]
    public void What_is_long_over_is_forgotten()
    {
        var memory = Repaired(6);
        var later = Start + TimeSpan.FromMinutes(10);

        Assert.That(memory.Contended(ClusterName.Local, later), Is.Empty);
        memory.Note(ClusterName.Local, "Deployment fraud", ["spec.replicas"], later);
        Assert.That(memory.Contended(ClusterName.Local, later), Is.Empty);
    }

    private static RepairMemory Repaired(int times)
    {
        var memory = new RepairMemory();
        for (var i = 0; i < times; i++)
        {
            memory.Note(ClusterName.Local, "Deployment fraud", ["spec.replicas"], Start);
        }

        return memory;
    }
}
