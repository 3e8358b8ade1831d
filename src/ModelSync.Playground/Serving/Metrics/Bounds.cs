using System.Globalization;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>The bounds of buckets that runtimes have in their sources.</summary>
internal static class Bounds
{
    /// <summary>Those of Python's client where a metric has none of its own.</summary>
    public static double[] PythonDefault { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public static double[] VllmFirstToken { get; } =
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560];

    public static double[] VllmToken { get; } = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

    public static double[] VllmRequest { get; } =
        [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];

    public static double[] SglangFirstToken { get; } = [0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400];

    public static double[] SglangToken { get; } =
        [0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8];

    public static double[] SglangRequest { get; } = [.. SglangFirstToken, 600, 1200, 1800, 2400];

    public static double[] TritonFirstResponse { get; } = [100, 500, 2000, 5000];

    /// <summary>33 powers of 1.8 from 10 µs on, with the six digits that TensorFlow Serving writes.</summary>
    public static double[] TensorFlow { get; } =
        [.. Enumerable.Range(0, 33).Select(power => SixDigits(10 * Math.Pow(1.8, power)))];

    public static double[] Ray { get; } =
        [1, 2, 5, 10, 20, 50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 60_000, 120_000, 300_000, 600_000];

    /// <summary>Those of the instrumentation that vLLM puts before its endpoints.</summary>
    public static double[] Instrumentator { get; } = [0.1, 0.5, 1];

    private static double SixDigits(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
