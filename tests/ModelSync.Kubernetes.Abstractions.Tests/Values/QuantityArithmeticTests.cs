using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Values;

public sealed class QuantityArithmeticTests
{
    private static readonly Dictionary<string, decimal> Suffixes = new()
    {
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["e3"] = 1e3m,
        ["E-2"] = 1e-2m,
    };

    /// <summary>A text with the value that it has by school arithmetic.</summary>
    public sealed record Sample(string Text, decimal Value)
    {
        public Quantity Quantity => Quantity.Parse(Text);
    }

    public static class Samples
    {
        public static Arbitrary<Sample> Sample() => (
            from number in Gen.Choose(-999_999, 999_999)
            from places in Gen.Choose(0, 3)
            from suffix in Gen.Elements(Suffixes.Keys.ToArray())
            let digits = number / (decimal)Math.Pow(10, places)
            let value = digits * Suffixes[suffix]
            select new Sample(digits.ToString(CultureInfo.InvariantCulture) + suffix, RoundAwayFromZero(value))).ToArbitrary();

        private static decimal RoundAwayFromZero(decimal value) =>
            value < 0 ? decimal.Floor(value * 1_000_000_000) / 1_000_000_000 : decimal.Ceiling(value * 1_000_000_000) / 1_000_000_000;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Samples)], MaxTest = 1000)]
    public bool Parse_has_the_value_of_school_arithmetic(Sample sample) =>
        sample.Quantity.ToDecimal() == sample.Value && Quantity.FromDecimal(sample.Value) == sample.Quantity;

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Samples)], MaxTest = 1000)]
    public bool The_canonical_form_is_equal_and_canonical(Sample sample)
    {
        var canonical = sample.Quantity.Canonicalize();
        var again = Quantity.Parse(canonical.ToString());
        return canonical == sample.Quantity && again == canonical && again.Canonicalize().ToString() == canonical.ToString()
            && !canonical.ToString().Contains('.', StringComparison.Ordinal);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Samples)])]
    public bool Sums_and_order_are_those_of_decimals(Sample left, Sample right)
    {
        var a = left.Quantity;
        var b = right.Quantity;
        return (a + b).ToDecimal() == left.Value + right.Value
            && (a - b).ToDecimal() == left.Value - right.Value
            && (-a).ToDecimal() == -left.Value
            && (a * 3).ToDecimal() == left.Value * 3
            && a.CompareTo(b) == left.Value.CompareTo(right.Value)
            && (a < b) == (left.Value < right.Value)
            && (a >= b) == (left.Value >= right.Value)
            && (a == b) == (left.Value == right.Value)
            && a.Sign == Math.Sign(left.Value);
    }

    [TestCase("1", "1000m")]
    [TestCase("1Gi", "1024Mi")]
    [TestCase("1e3", "1k")]
    [TestCase("0", "0Ki")]
    public void Equality_is_by_value(string left, string right)
    {
        var a = Quantity.Parse(left);
        var b = Quantity.Parse(right);

        Assert.That(a, Is.EqualTo(b));
        Assert.That(a.GetHashCode(), Is.EqualTo(b.GetHashCode()));
    }

    [Test]
    public void The_sum_takes_the_format_of_the_first_part_that_is_not_zero()
    {
        Assert.That((Quantity.Zero + Quantity.Parse("1Gi")).ToString(), Is.EqualTo("1Gi"));
        Assert.That((Quantity.Parse("1Gi") + Quantity.Zero).ToString(), Is.EqualTo("1Gi"));
        Assert.That((Quantity.Zero - Quantity.Parse("1Gi")).ToString(), Is.EqualTo("-1Gi"));
        Assert.That((Quantity.Parse("1Gi") + Quantity.Parse("1024")).ToString(), Is.EqualTo("1048577Ki"));
        Assert.That((Quantity.Parse("100m") + Quantity.Parse("1Ki")).ToString(), Is.EqualTo("1024100m"));
    }

    [Test]
    public void WithFormat_writes_the_same_amount_otherwise()
    {
        Assert.That(Quantity.Parse("1Gi").WithFormat(QuantityFormat.DecimalSI).ToString(), Is.EqualTo("1073741824"));
        Assert.That(Quantity.Parse("4096k").WithFormat(QuantityFormat.BinarySI).ToString(), Is.EqualTo("4000Ki"));
        Assert.That(Quantity.FromMilli(1500).WithFormat(QuantityFormat.DecimalExponent).ToString(), Is.EqualTo("1500e-3"));
    }

    [TestCase("9.01", 0, 10)]
    [TestCase("9.01", -1, 91)]
    [TestCase("9.01", -3, 9010)]
    [TestCase("9.01", 2, 1)]
    [TestCase("-9.01", 0, -10)]
    [TestCase("-9.01", 2, -1)]
    [TestCase("1n", 18, 1)]
    [TestCase("1n", -9, 1)]
    public void ToScaledInt64_rounds_away_from_zero(string text, int scale, long expected) =>
        Assert.That(Quantity.Parse(text).ToScaledInt64(scale), Is.EqualTo(expected));

    [Test]
    public void Conversions_beyond_64_bits_are_refused_by_name()
    {
        Assert.That(() => Quantity.Parse("100E").ToInt64(), Throws.InstanceOf<OverflowException>().With.Message.Contains("'100E'"));
        Assert.That(() => Quantity.Parse("8Ei").ToMilli(), Throws.InstanceOf<OverflowException>());
        Assert.That(Quantity.Parse("8Ei").ToInt64(), Is.EqualTo(long.MaxValue));
    }

    [Test]
    public void Arithmetic_beyond_the_limits_throws_instead_of_wrapping()
    {
        var largest = Quantity.Parse("1.7e29");

        Assert.That(() => largest + largest, Throws.InstanceOf<OverflowException>());
        Assert.That(() => -largest - largest, Throws.InstanceOf<OverflowException>());
        Assert.That(() => largest * 2, Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void FromDecimal_rounds_below_one_nano_away_from_zero()
    {
        Assert.That(Quantity.FromDecimal(0.0000000001m).ToString(), Is.EqualTo("1n"));
        Assert.That(Quantity.FromDecimal(-0.0000000001m).ToString(), Is.EqualTo("-1n"));
        Assert.That(Quantity.FromDecimal(decimal.MaxValue).ToDecimal(), Is.EqualTo(decimal.MaxValue));
    }
}
