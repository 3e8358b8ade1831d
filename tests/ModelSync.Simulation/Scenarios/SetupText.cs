using System.Globalization;
using ModelSync.Api.Rollouts;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Says what a setup is, as short as it goes.</summary>
internal static class SetupText
{
    private static readonly Setup Usual = new();

    /// <summary>The setup in words.</summary>
    public static string Of(Setup setup) => string.Join("; ", Words(setup));

    /// <summary>The strategy in words.</summary>
    public static string Of(RolloutStrategy strategy) => strategy.Canary is { } canary
        ? $"canary [{string.Join(", ", (canary.Steps ?? []).Select(Plans.Text))}]" + Details(canary)
        : string.Create(CultureInfo.InvariantCulture, $"blue-green (preview {strategy.BlueGreen?.PreviewReplicas}, autoPromote {strategy.BlueGreen?.AutoPromote}, after {strategy.BlueGreen?.PromoteAfterSeconds} s)");

    private static string Details(CanaryStrategy canary) =>
        (canary.Scale == CandidateScale.Full ? " scale Full" : string.Empty)
        + (canary.StableScale == StableScale.Shrink ? string.Create(CultureInfo.InvariantCulture, $" stable Shrink to {canary.StableFloorPercent} %") : string.Empty)
        + (canary.MinReplicas != 1 ? string.Create(CultureInfo.InvariantCulture, $" minReplicas {canary.MinReplicas}") : string.Empty);

    private static IEnumerable<string> Words(Setup setup)
    {
        yield return setup.Traffic.ToString();
        yield return string.Create(CultureInfo.InvariantCulture, $"{setup.Replicas} replicas");
        yield return $"{Of(setup.Strategy)}, bake {setup.Strategy.BakeSeconds} s";
        yield return $"scale-down after {setup.Strategy.ScaleDownDelaySeconds} s, {setup.Strategy.AbortScaleDownDelaySeconds} s after an abort";
        if (setup.Clusters > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{setup.Clusters} clusters in {setup.Waves} waves, lockstep {setup.Lockstep}, maxFailures {setup.MaxFailures}, {setup.OnFleetFailure}, lost: {setup.OnClusterLost}{Waves(setup)}");
        }

        if (setup.HasBackgroundGate)
        {
            yield return $"gate {setup.BackgroundGateName} in the background";
        }

        foreach (var (name, value, usual) in Others(setup).Zip(Others(Usual), (one, other) => (one.Name, one.Value, other.Value)))
        {
            if (value != usual)
            {
                yield return $"{name} {value}";
            }
        }
    }

    private static string Waves(Setup setup) => setup.Waves < 2
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $", soak {Setup.SoakSeconds} s{(setup.WavesNeedApproval ? ", waves after the first need an approval" : string.Empty)}");

    private static IEnumerable<(string Name, string Value)> Others(Setup setup) =>
    [
        ("minReadySeconds", setup.MinReadySeconds.ToString(CultureInfo.InvariantCulture)),
        ("deadline", setup.DeadlineSeconds.ToString(CultureInfo.InvariantCulture)),
        ("onFailure", setup.OnFailure.ToString()),
        ("onQuarantine", setup.OnQuarantine.ToString()),
        ("rollbackWindow", setup.RollbackWindow.ToString(CultureInfo.InvariantCulture)),
        ("historyLimit", setup.HistoryLimit.ToString(CultureInfo.InvariantCulture)),
        ("deletionPolicy", setup.DeletionPolicy.ToString()),
        ("skipUnreachable", setup.SkipUnreachable.ToString()),
    ];
}
