namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>Within which numbers of successes all but one in a million runs end.</summary>
internal static class Binomial
{
    // 4.89 standard deviations leave 1e-6 at both sides of a normal distribution; one more for where it is only nearly one, as at 1 %.
    private const double Deviations = 4.892;

    public static (double Low, double High) Band(int trials, double probability)
    {
        var spread = (Deviations * Math.Sqrt(trials * probability * (1 - probability))) + 1;
        return ((trials * probability) - spread, (trials * probability) + spread);
    }

    public static void AssertWithin(long successes, int trials, double probability, string of)
    {
        var (low, high) = Band(trials, probability);
        TestContext.Out.WriteLine($"{of}: {successes} of {trials}, declared {probability:P0}, band {low:0} to {high:0}");
        Assert.That(successes, Is.InRange((long)Math.Floor(low), (long)Math.Ceiling(high)), of);
    }
}
