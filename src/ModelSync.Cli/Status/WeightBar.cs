using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>A share of traffic as a bar: full blocks are in force, half-tone ones asked for and not in force yet.</summary>
internal static class WeightBar
{
    /// <summary>The bar with its percentage.</summary>
    public static Line Show(WeightStatus? weight, int width, Tone tone)
    {
        var observed = Math.Clamp(weight?.Observed ?? 0, 0, 100);
        var desired = Math.Clamp(weight?.Desired ?? observed, 0, 100);
        var full = Blocks(observed, width);
        var coming = Math.Max(0, Blocks(desired, width) - full);
        return Line.Of(new string('█', full), tone)
            .Add(new string('▒', coming), tone)
            .Add(new string('░', width - full - coming), Tone.Dim)
            .Add(string.Create(CultureInfo.InvariantCulture, $" {observed,3} %"))
            .Add(Note(weight, observed, desired), Tone.Warn);
    }

    private static string Note(WeightStatus? weight, int observed, int desired) => weight?.Masked is { } masked
        ? string.Create(CultureInfo.InvariantCulture, $" no ready pod, else {masked} %")
        : desired == observed ? "" : string.Create(CultureInfo.InvariantCulture, $" → {desired} %");

    // A little is never shown as nothing, nor nearly all as all.
    private static int Blocks(int percent, int width) => percent switch
    {
        <= 0 => 0,
        >= 100 => width,
        _ => Math.Clamp((percent * width + 50) / 100, 1, Math.Max(1, width - 1)),
    };
}
