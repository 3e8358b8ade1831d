using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Gates;

/// <summary>Verdicts in sentences: value, limit, samples, and what ends the wait.</summary>
internal readonly struct GateMessages(GateSettings settings, GateLimits limits, GateTally tally)
{
    public const string NoTraffic = "The candidate has no traffic to measure yet.";

    public const string NoThreshold =
        "The gate has no threshold: set threshold.min, threshold.max or threshold.relativeToStable in it, then retry.";

    private const string PersonDecides = "Promote to go on without it, or abort.";

    public static string Missing(PlannedGate gate) =>
        $"{gate.Gate.Kind ?? GateKind.ModelGate} {gate.Gate.Name} did not exist when the rollout began: create it, then retry with a new spec.retryToken.";

    public string Passed() => tally.Last is { Value: not null } && tally.LastJudgement == Judgement.Good
        ? $"{Compared(tally.Last, tally.Baseline, "is")}: {Progress()}."
        : $"{Progress()}.";

    public string Failed()
    {
        var cause = tally.LastBad is { Value: not null } bad ? Compared(bad, tally.LastBadBaseline, "is not") : Words("The check failed", tally.LastBad);
        return $"{cause}: {tally.Bad} failed {Measurements(tally.Bad)}, failureLimit tolerates {settings.FailureLimit}.{RemedyForZero()}";
    }

    public string FailedByErrors() =>
        $"{Words("It could not be measured", tally.LastError)}: more than {settings.ErrorLimit} errors in a row, and onError is Fail.";

    public string Broken() =>
        $"{Words("It cannot be measured", tally.LastError)}: {Errors()}. It goes on trying.";

    public string NoData(NoDataMode mode) => mode switch
    {
        NoDataMode.Pass => $"{TooLittle()} for {Deadline()}, and onNoData is Pass.",
        NoDataMode.Fail => $"{TooLittle()} for {Deadline()}, and onNoData is Fail.",
        _ => $"{TooLittle()} for {Deadline()}. {PersonDecides}",
    };

    public string NoBaseline() =>
        $"NoBaseline: stable has no value with {settings.MinSamples} samples to compare with, and the gate has no min or max. {PersonDecides}";

    public string NotThrough() => $"{Words("The check is not through", tally.Last)} after {Deadline()}. {PersonDecides}";

    public string NotMeasured() => $"{Words("Nothing was measured", tally.LastError)} for {Deadline()}. {PersonDecides}";

    public string Running() => tally.LastJudgement switch
    {
        null => "Nothing is measured yet.",
        Judgement.Error => $"{Words("It could not be measured", tally.Last)}: {Errors()}.",
        Judgement.NoData => $"{TooLittle()}, {Progress()}.",
        Judgement.NoBaseline => $"Stable has no value with {settings.MinSamples} samples to compare with, {Progress()}.",
        Judgement.Waiting => $"{Words("The check is not through", tally.Last)}.",
        Judgement.Bad when tally.Last?.Value is not null => $"{Compared(tally.Last, tally.LastBadBaseline, "is not")}, which is tolerated: {Progress()}.",
        _ => $"{Progress()}.",
    };

    private static string Measurements(int count) => count == 1 ? "measurement" : "measurements";

    private static string Words(string what, GateMeasurement? measurement) =>
        string.IsNullOrEmpty(measurement?.Message) ? what : $"{what} ({measurement.Message.TrimEnd('.')})";

    private string Progress() => tally.Bad == 0
        ? $"{tally.Good} of {settings.Count} good {Measurements(settings.Count)}"
        : $"{tally.Good} of {settings.Count} good {Measurements(settings.Count)}, {tally.Bad} failed of {settings.FailureLimit} tolerated";

    private string Compared(GateMeasurement measurement, decimal? baseline, string verb)
    {
        var value = measurement.Value is { } number ? GateNumber.Text(number) : "no value";
        var samples = measurement.Samples is { } count ? $" ({count} samples)" : string.Empty;
        return $"{value} {verb} {limits.Describe(baseline)}{samples}";
    }

    private string Errors() => $"{tally.ErrorsInRow} errors in a row, errorLimit tolerates {settings.ErrorLimit}";

    private string TooLittle() => tally.Last?.Samples is { } samples && samples < settings.MinSamples
        ? $"{samples} samples where minSamples asks for {settings.MinSamples}"
        : "No data";

    private string Deadline() => $"{tally.Deadline.TotalSeconds:0} s";

    private string RemedyForZero() => limits is { MaxRatio: not null, Max: null } && tally.LastBadBaseline <= 0
        ? " There is no ratio to a baseline of 0: set threshold.max to allow some."
        : string.Empty;
}
