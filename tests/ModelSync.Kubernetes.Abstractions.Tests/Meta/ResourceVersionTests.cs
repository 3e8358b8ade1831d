using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Abstractions.Tests.Meta;

public sealed class ResourceVersionTests
{
    [TestCase("1", "1", 0)]
    [TestCase("9", "10", -1)]
    [TestCase("10", "9", 1)]
    [TestCase("18446744073709551615", "18446744073709551616", -1, Description = "beyond 64 bits")]
    public void TryCompare_OfDecimals_OrdersThemAsNumbers(string left, string right, int expected)
    {
        Assert.That(new ResourceVersion(left).TryCompare(new ResourceVersion(right), out var order), Is.True);
        Assert.That(Math.Sign(order), Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0", Description = "KEP-5504: zero means \"any\" and is never a live version")]
    [TestCase("00")]
    [TestCase("01")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("1.0")]
    [TestCase(" 1")]
    [TestCase("1a")]
    [TestCase("0x1")]
    [TestCase("١", Description = "a digit, but not an ASCII one")]
    public void TryCompare_WithWhatIsNoVersionNumber_ConcludesNothing(string? value)
    {
        var odd = new ResourceVersion(value);
        var plain = new ResourceVersion("7");

        Assert.That(odd.TryCompare(plain, out var order), Is.False);
        Assert.That(order, Is.Zero);
        Assert.That(plain.TryCompare(odd, out order), Is.False);
        Assert.That(order, Is.Zero);
        Assert.That(odd.TryCompare(odd, out _), Is.False);
    }

    [FsCheck.NUnit.Property]
    public Property TryCompare_is_the_order_of_the_numbers() => Prop.ForAll(Numbers(), Numbers(), (left, right) =>
        new ResourceVersion(left.ToString()).TryCompare(new ResourceVersion(right.ToString()), out var order) && Math.Sign(order) == left.CompareTo(right));

    [Test]
    public void None_IsEqualToAnEmptyText()
    {
        Assert.That(new ResourceVersion(string.Empty), Is.EqualTo(ResourceVersion.None));
        Assert.That(new ResourceVersion("1") with { Value = string.Empty }, Is.EqualTo(ResourceVersion.None));
        Assert.That(ResourceVersion.None.IsNone, Is.True);
        Assert.That(ResourceVersion.None.ToString(), Is.Empty);
    }

    [Test]
    public void IsUnset_HoldsForNoneAndAnyAlone()
    {
        Assert.That(ResourceVersion.None.IsUnset, Is.True);
        Assert.That(ResourceVersion.Any.IsUnset, Is.True);
        Assert.That(ResourceVersion.Any.IsNone, Is.False);
        Assert.That(new ResourceVersion("10").IsUnset, Is.False);
    }

    private static Arbitrary<BigInteger> Numbers() =>
        (from high in Gen.Choose(0, 3)
         from low in Gen.Choose(1, 1200)
         select (BigInteger.Pow(10, high * 12) * high) + low).ToArbitrary();
}
