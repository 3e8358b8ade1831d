using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class TrafficSplitTests
{
    [TestCase(-1)]
    [TestCase(101)]
    public void Between_takes_a_share_of_a_hundred(int weight) =>
        Assert.That(() => TrafficSplit.Between("one", "two", weight), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Of_refuses_what_is_not_a_hundred_in_sum_and_says_what_it_is()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => TrafficSplit.Of(null!), Throws.ArgumentNullException);
            Assert.That(
                () => TrafficSplit.Of([new RevisionWeight("one", 110), new RevisionWeight("two", -10)]),
                Throws.ArgumentException.With.Message.StartsWith("The weight of two is -10: weights are not negative."));
            Assert.That(
                () => TrafficSplit.Of([new RevisionWeight("one", 60), new RevisionWeight("two", 30)]),
                Throws.ArgumentException.With.Message.StartsWith("The weights are 90 in sum: they have to be 100."));
            Assert.That(TrafficSplit.Of([]), Is.EqualTo(TrafficSplit.Empty));
            Assert.That(TrafficSplit.Of([new RevisionWeight("one", 60), new RevisionWeight("two", 40)]).Of("two"), Is.EqualTo(40));
        });
    }

    [Test]
    public void Splits_are_equal_by_their_shares_whatever_the_order()
    {
        var split = TrafficSplit.Between("one", "two", 40);
        var turned = TrafficSplit.Between("two", "one", 60);

        Assert.Multiple(() =>
        {
            Assert.That(split, Is.EqualTo(turned));
            Assert.That(split.GetHashCode(), Is.EqualTo(turned.GetHashCode()));
            Assert.That(TrafficSplit.All("two"), Is.EqualTo(TrafficSplit.Between("one", "two", 100)));
            Assert.That(TrafficSplit.All("two").GetHashCode(), Is.EqualTo(TrafficSplit.Between("one", "two", 100).GetHashCode()));
            Assert.That(split, Is.Not.EqualTo(TrafficSplit.Between("one", "two", 41)));
            Assert.That(split, Is.Not.EqualTo(null));
            Assert.That(TrafficSplit.Empty.Equals(TrafficSplit.All("one")), Is.False);
            Assert.That(split, Is.Not.EqualTo(TrafficSplit.Empty));
            Assert.That(TrafficSplit.Empty.Equals(other: null), Is.False);
        });
    }

    [Test]
    public void A_split_is_read_as_people_write_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(TrafficSplit.Between("one", "two", 40).ToString(), Is.EqualTo("one 60 / two 40"));
            Assert.That(TrafficSplit.Empty.ToString(), Is.EqualTo("none"));
            Assert.That((TrafficSplit.All("one").Sole, TrafficSplit.Between("one", "two", 100).Sole, TrafficSplit.Between("one", "two", 40).Sole, TrafficSplit.Empty.Sole), Is.EqualTo(("one", "two", (string?)null, (string?)null)));
        });
    }

    [TestCase(0, 0, 0)]
    [TestCase(-1, 1, 0)]
    [TestCase(1, 0, 100)]
    [TestCase(1, 2, 33)]
    [TestCase(1, 7, 13)]
    public void A_share_is_what_the_pods_make_of_it(int candidate, int stable, int share) => Assert.That(ServiceSplit.Share(candidate, stable), Is.EqualTo(share));

    [TestCase(8, 4, 100)]
    [TestCase(0, 0, 100)]
    [TestCase(3, 4, 75)]
    [TestCase(-1, 4, 0)]
    public void Ready_endpoints_carry_a_part_and_never_more_than_all(int ready, int replicas, int carries) => Assert.That(Capacity.Carries(ready, replicas), Is.EqualTo(carries));
}
