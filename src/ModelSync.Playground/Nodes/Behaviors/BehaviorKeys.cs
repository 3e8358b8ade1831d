using System.Globalization;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Behaviors;

/// <summary>The keys by which behaviours are written, with what each takes.</summary>
internal static class BehaviorKeys
{
    private const int LongestAnswer = 4096;
    private const int LongestVersion = 128;
    private const string Milliseconds = "a whole number of milliseconds from 0 to 86400000 (a day)";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly Dictionary<string, Key> Keys = new(StringComparer.Ordinal)
    {
        ["state"] = new(
            "one of " + string.Join(", ", Enum.GetNames<PodState>()),
            (one, text) => Name<PodState>(text) is { } state ? one with { State = state } : null),
        ["start-delay-ms"] = Time((one, time) => one with { StartDelay = time }),
        ["ready-delay-ms"] = Time((one, time) => one with { ReadyDelay = time }),
        ["termination-ms"] = Time((one, time) => one with { Termination = time }),
        ["latency-p50-ms"] = Time((one, time) => one with { LatencyP50 = time }),
        ["latency-p99-ms"] = Time((one, time) => one with { LatencyP99 = time }),
        ["error-rate"] = new("a number from 0 to 1, such as 0.05", (one, text) => Share(text) is { } share ? one with { ErrorRate = share } : null),
        ["answer"] = new(
            string.Create(CultureInfo.InvariantCulture, $"a text of at most {LongestAnswer} characters"),
            (one, text) => text.Length <= LongestAnswer ? one with { Answer = text } : null),
        ["runtime"] = new(
            "one of " + string.Join(", ", Enum.GetNames<ModelRuntime>()),
            (one, text) => Name<ModelRuntime>(text) is { } runtime ? one with { Runtime = runtime } : null),
        ["version"] = new(
            string.Create(CultureInfo.InvariantCulture, $"a version of at most {LongestVersion} visible ASCII characters, such as 1.0.0"),
            (one, text) => text.Length is > 0 and <= LongestVersion && text.All(static character => character is >= '!' and <= '~') ? one with { Version = text } : null),
        ["run-ms"] = Time((one, time) => one with { Run = time }),
        ["exit-code"] = new("a whole number from 0 to 255", (one, text) => Number(text, 255) is { } code ? one with { ExitCode = code } : null),
        ["restarts-until-ready"] = new(
            "a whole number from 0 to 1000", (one, text) => Number(text, 1000) is { } restarts ? one with { RestartsUntilReady = restarts } : null),
    };

    public static IEnumerable<string> Names => Keys.Keys;

    /// <summary>
    /// Takes one saying over; where it can't be read, the behaviour stays and the problem names key, value and remedy.
    /// </summary>
    public static PodBehavior Read(PodBehavior behavior, string key, string value, Action<string> problem)
    {
        if (!Keys.TryGetValue(key, out var known))
        {
            problem($"\"{key}\" is no behavior and is ignored: use one of {string.Join(", ", Names)}");
            return behavior;
        }

        if (known.Read(behavior, value.Trim()) is { } changed)
        {
            return changed;
        }

        problem($"{key} is \"{Short(value)}\" and is ignored: give {known.Takes}");
        return behavior;
    }

    private static Key Time(Func<PodBehavior, TimeSpan, PodBehavior> set) => new(
        Milliseconds,
        (one, text) => Number(text, (int)Longest.TotalMilliseconds) is { } number ? set(one, TimeSpan.FromMilliseconds(number)) : null);

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : null;

    // Enum.TryParse would take numbers and lists as well.
    private static T? Name<T>(string text)
        where T : struct, Enum
    {
        var index = Array.FindIndex(Enum.GetNames<T>(), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : Enum.GetValues<T>()[index];
    }

    private static string Short(string value) => value.Length <= 60 ? value : value[..60] + "…";

    private sealed record Key(string Takes, Func<PodBehavior, string, PodBehavior?> Read);
}
