using FsCheck;
using FsCheck.Fluent;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>Splits in annotations, and the shares that ready endpoints come to.</summary>
public sealed class SplitTextTests
{
    [Test]
    public void A_split_is_read_as_it_was_written() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 100).ToArbitrary(),
        weight => SplitText.Read(SplitText.Write(TrafficSplit.Between("abc", "def", weight))).Equals(TrafficSplit.Between("abc", "def", weight))));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("abc")]
    [TestCase("abc=")]
    [TestCase("abc=101")]
    [TestCase("abc=50")]
    [TestCase("abc=-1,def=101")]
    [TestCase("=100")]
    [TestCase("abc=50,def=51")]
    public void What_is_no_split_is_an_empty_one(string? text) => Assert.That(SplitText.Read(text).IsEmpty, Is.True);

    [Test]
    public void Shares_are_those_of_ready_endpoints_and_always_a_hundred() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 50).ArrayOf(3).ToArbitrary(),
        ready =>
        {
            var split = ReadyShares.Of(ready.Select((count, index) => KeyValuePair.Create($"r{index}", count)));
            return ready.Sum() == 0
                ? split.IsEmpty
                : split.Shares.Sum(share => share.Weight) == 100
                    && ready.Select((count, index) => Math.Abs(split.Of($"r{index}") - (100.0 * count / ready.Sum())) <= 1).All(isNear => isNear);
        }));
}
