using System.Globalization;
using System.Security.Cryptography;

namespace ModelSync.Soak;

/// <summary>How long and how much.</summary>
internal sealed record SoakOptions
{
    public const string Usage = "usage: modelsync-soak [--minutes 2] [--pods 200] [--seed N]";

    /// <summary>How long troubles are made, without the times of calm before and after.</summary>
    public TimeSpan Turmoil { get; init; } = TimeSpan.FromMinutes(2);

    public int Pods { get; init; } = 200;

    /// <summary>What troubles follow from; when they meet what is not repeated, for processes have their own pace.</summary>
    public ulong Seed { get; init; } = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>The options that the arguments name; null, and why, when they can't be read.</summary>
    public static SoakOptions? Parse(IReadOnlyList<string> arguments, out string? error)
    {
        var options = new SoakOptions();
        error = null;
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : "";
            options = arguments[index] switch
            {
                "--minutes" when Number(value, most: 7 * 24 * 60) is { } minutes => options with { Turmoil = TimeSpan.FromMinutes(minutes) },
                "--pods" when Number(value, most: 20_000) is { } pods => options with { Pods = Math.Max(pods, Workload.PodsOfADeployment) },
                "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                _ => null,
            };
            if (options is null)
            {
                error = $"{arguments[index]} {value} is not understood: give a whole number in range.";
                return null;
            }
        }

        return options;
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
