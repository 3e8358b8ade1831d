using System.Globalization;
using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Scraping;

namespace ModelSync.Operator.Tests.Gates.Scraping;

internal sealed class HistogramQuantileTests
{
    // Computed by hand as PromQL does it: linear within the bucket, from zero in the first.
    [TestCase(0.5, 0.1)]
    [TestCase(0.25, 0.05)]
    [TestCase(0.9, 0.9)]
    [TestCase(0.95, 1)]
    [TestCase(0.99, 1, Description = "beyond the last bound nothing is known but the bound")]
    public void A_quantile_lies_between_the_bounds_of_its_bucket(double quantile, double value) =>
        Assert.That(Of(quantile, ("0.1", 50), ("1", 95), ("+Inf", 100)), Is.EqualTo(value).Within(1e-9));

    [Test]
    public void Without_observations_or_without_an_infinite_bucket_there_is_none()
    {
        Assert.That(Of(0.5, ("0.1", 0), ("+Inf", 0)), Is.Null);
        Assert.That(Of(0.5, ("0.1", 5), ("1", 9)), Is.Null);
        Assert.That(Of(0.5, ("+Inf", 9)), Is.Null);
        Assert.That(Of(0.5), Is.Null);
    }

    [Test]
    public void The_same_bound_in_other_words_is_the_same_bucket() =>
        Assert.That(Of(0.5, ("1", 5), ("1.0", 5), ("1e0", 10), ("+Inf", 20)), Is.EqualTo(Of(0.5, ("1", 20), ("+Inf", 20))));

    [Test]
    public void A_higher_bucket_that_holds_less_is_lifted() => Assert.That(Of(0.5, ("0.1", 10), ("0.2", 8), ("+Inf", 10)), Is.EqualTo(0.05).Within(1e-9));

    [Test]
    public void A_lowest_bound_of_zero_or_less_is_the_value_itself() => Assert.That(Of(0.1, ("-1", 5), ("1", 10), ("+Inf", 10)), Is.EqualTo(-1));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Quantiles_rise_and_lie_within_the_finite_bounds(ushort[] counts, byte first, byte second)
    {
        var total = 0.0;
        var buckets = (counts ?? []).Select((count, i) => (i.ToString(CultureInfo.InvariantCulture), total += count)).ToList();
        buckets.Add(("+Inf", total));
        var (low, high) = (Math.Min(first, second) / 255.0, Math.Max(first, second) / 255.0);
        var (one, other) = (Of(low, [.. buckets]), Of(high, [.. buckets]));
        if (buckets.Count > 1 && total > 0)
        {
            Assert.That(one, Is.LessThanOrEqualTo(other!.Value + 1e-9));
            Assert.That(other, Is.InRange(0, buckets.Count));
        }
        else
        {
            Assert.That(one, Is.Null);
        }
    }

    private static double? Of(double quantile, params (string Bound, double Count)[] buckets) =>
        HistogramQuantile.Of(quantile, buckets.Select((bucket, i) => KeyValuePair.Create(
            new SeriesKey("x_bucket", [KeyValuePair.Create("le", bucket.Bound), KeyValuePair.Create("pod", $"p{i}")]), bucket.Count)));
}
