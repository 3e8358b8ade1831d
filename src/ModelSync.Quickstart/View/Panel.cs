using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Quickstart.Story;
using ModelSync.Quickstart.Traffic;

namespace ModelSync.Quickstart.View;

/// <summary>Draws the panel: where the rollout is, weights beside what clients really get, and what the gates measured.</summary>
internal static class Panel
{
    private const int MostGates = 4;
    private const int LongestBar = 30;
    private const int BesideBar = 72;

    public static IReadOnlyList<string> Render(PanelState state, int width, Ink ink)
    {
        if (state.Rollout is not { } rollout)
        {
            return [];
        }

        IEnumerable<Span[]> lines =
        [
            Rule(state, rollout, width),
            Situation(rollout),
            [],
            .. VersionTable(state, rollout, Math.Clamp(width - BesideBar, 8, LongestBar)),
            [],
            .. GateTable(rollout),
            .. Footer(state),
        ];
        return [.. lines.Select(line => ink.Render(line, width))];
    }

    private static Span[] Rule(PanelState state, ModelRollout rollout, int width)
    {
        var (left, right) = ($"── {rollout.Metadata.Name} ", $" {(int)state.Elapsed.TotalMinutes}:{state.Elapsed.Seconds:00} ──");
        return [new($"{left}{new string('─', Math.Max(0, width - left.Length - right.Length))}{right}", Tone.Dim)];
    }

    private static Span[] Situation(ModelRollout rollout)
    {
        var status = rollout.Status;
        var tone = status?.Phase switch
        {
            RolloutPhase.Healthy => Tone.Good,
            RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Degraded => Tone.Bad,
            _ => Tone.Strong,
        };
        var step = status is { Candidate: not null, Step: { Name: { } name, Index: { } index, Count: { } count } } && index < count
            ? string.Create(CultureInfo.InvariantCulture, $", step {index + 1} of {count}: {name}")
            : "";
        var who = (status?.Stable?.Version, status?.Candidate?.Version) switch
        {
            (null, null) => "",
            (null, var first) => $"{first} is the first version",
            (var stable, null) => $"{stable} serves",
            var (stable, candidate) => $"{stable} is stable, {candidate} is on trial",
        };
        return [new($"{status?.Phase?.ToString() ?? "Pending"}", tone), new($"{step}{(who.Length > 0 ? "; " : "")}{who}")];
    }

    private static IEnumerable<Span[]> VersionTable(PanelState state, ModelRollout rollout, int bar)
    {
        var weights = rollout.Status?.Weights ?? [];
        var versions = weights.Select(weight => weight.Version ?? "-")
            .Concat(state.Pods.Select(pods => pods.Version))
            .Concat(state.Traffic.Versions.Select(traffic => traffic.Version))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var name = versions.Append("VERSION").Max(version => version.Length);
        yield return
        [
            new($"{"VERSION".PadRight(name)}  {"WEIGHT".PadRight(bar + 6)}  {"PODS",5}  {"CLIENTS GET",11}  {"ANSWERS",8}  {"ERRORS",6}  {"P50",7}  {"P95",7}", Tone.Dim),
        ];
        foreach (var version in versions)
        {
            var weight = weights.FirstOrDefault(one => Same(one.Version, version));
            var pods = state.Pods.FirstOrDefault(one => Same(one.Version, version));
            var traffic = state.Traffic.Versions.FirstOrDefault(one => Same(one.Version, version));
            var isOnTrial = Same(rollout.Status?.Candidate?.Version, version);
            yield return
            [
                new($"{version.PadRight(name)}  ", isOnTrial ? Tone.Strong : Tone.Plain),
                .. Bar(weight?.Observed ?? 0, bar, isOnTrial),
                new(string.Create(CultureInfo.InvariantCulture, $"  {(pods is null ? "-" : $"{pods.Ready}/{pods.Wanted}"),5}")),
                .. Clients(traffic),
            ];
        }
    }

    private static Span[] Bar(int percent, int width, bool isOnTrial)
    {
        var full = (int)Math.Round(percent * width / 100.0, MidpointRounding.AwayFromZero);
        return
        [
            new(new string('█', full), isOnTrial ? Tone.Strong : Tone.Good),
            new(new string('░', width - full), Tone.Dim),
            new(string.Create(CultureInfo.InvariantCulture, $"{percent,4} %")),
        ];
    }

    private static Span[] Clients(VersionTraffic? traffic) => traffic is null ? [] :
    [
        new(string.Create(CultureInfo.InvariantCulture, $"  {(traffic.Share is { } share ? $"{share * 100:0.0} %" : "-"),11}  {traffic.Answers,8}")),
        new(string.Create(CultureInfo.InvariantCulture, $"  {traffic.Errors,6}"), traffic.Errors > 0 ? Tone.Bad : Tone.Plain),
        new($"  {Milliseconds(traffic.P50),7}  {Milliseconds(traffic.P95),7}"),
    ];

    private static IEnumerable<Span[]> GateTable(ModelRollout rollout)
    {
        var gates = (rollout.Status?.Gates ?? []).Where(gate => gate.Verdict != GateVerdict.NotApplicable).TakeLast(MostGates).ToArray();
        if (gates.Length == 0)
        {
            yield break;
        }

        var name = gates.Select(StoryTeller.NameOf).Append("GATE").Max(text => text.Length);
        yield return [new($"{"GATE".PadRight(name)}  {"VERDICT",-12}  {"VALUE",10}  {"THRESHOLD",-12}  {"SAMPLES",7}", Tone.Dim)];
        foreach (var gate in gates)
        {
            var tone = gate.Verdict switch { GateVerdict.Passed => Tone.Good, GateVerdict.Failed or GateVerdict.Error => Tone.Bad, _ => Tone.Plain };
            yield return
            [
                new($"{StoryTeller.NameOf(gate).PadRight(name)}  "),
                new($"{gate.Verdict,-12}", tone),
                new(string.Create(CultureInfo.InvariantCulture, $"  {gate.Value ?? "-",10}  {gate.Threshold ?? "-",-12}  {gate.Samples?.ToString(CultureInfo.InvariantCulture) ?? "-",7}")),
            ];
        }

        yield return [];
    }

    private static IEnumerable<Span[]> Footer(PanelState state)
    {
        var traffic = state.Traffic;
        yield return [new(string.Create(CultureInfo.InvariantCulture, $"{traffic.Requests} requests, {traffic.Failures} failed, {traffic.Rate:0} a second"))];
        if (state.Footer.Length > 0)
        {
            yield return [new(state.Footer, Tone.Strong)];
        }
    }

    private static string Milliseconds(TimeSpan? time) => time is { } value ? value.TotalMilliseconds.ToString("0.0 'ms'", CultureInfo.InvariantCulture) : "-";

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
