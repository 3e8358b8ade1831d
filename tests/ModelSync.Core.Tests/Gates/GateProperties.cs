using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;

namespace ModelSync.Core.Tests.Gates;

public sealed class GateProperties
{
    /// <summary>A gate, its run and the rest that a verdict depends on.</summary>
    public sealed record Case(ModelGateSpec Spec, GateMeasurement[] Measurements, GatePhase Phase, bool HasTraffic, string? Kept, int ExtraSeconds)
    {
        public GateVerdict Verdict => Of(Measurements);

        public GateVerdict Of(IReadOnlyList<GateMeasurement> measurements) => GateBench
            .Evaluate(Spec, measurements, Phase, HasTraffic, Kept, ExtraSeconds + (30 * Math.Max(0, measurements.Count - 1))).Verdict
            ?? throw new AssertionException("no verdict");
    }

    public static class Cases
    {
        private static readonly Gen<decimal?> Number = Gen.Elements<decimal?>(
            null, 0, 0.1m, 0.2m, 0.25m, 0.31m, -1, decimal.MaxValue, decimal.MinValue, 0.0000001m);

        private static readonly Gen<long?> Count = Gen.Elements<long?>(null, 0, 19, 20, 1000);

        private static readonly Gen<string?> Limit = Gen.Elements(null, null, "0", "0.2", "1.2", "-1", "999999999999999");

        public static Arbitrary<GateMeasurement> Measurement() => (
            from outcome in Gen.Elements(Enum.GetValues<MeasurementOutcome>())
            from value in Number
            from samples in Count
            from baseline in Number
            from baselineSamples in Count
            select new GateMeasurement
            {
                At = default,
                Outcome = outcome,
                Value = value,
                Samples = samples,
                Baseline = baseline,
                BaselineSamples = baselineSamples,
            }).ToArbitrary();

        public static Arbitrary<Case> Case() => (
            from spec in Spec()
            from measurements in Gen.ArrayOf(Measurement().Generator)
            from phase in Gen.Elements(Enum.GetValues<GatePhase>())
            from hasTraffic in Gen.Elements(true, true, true, false)
            from kept in Gen.Elements(null, "0.25", "0", "nonsense")
            from extra in Gen.Elements(0, 59, 60, 600, 100_000)
            select new Case(spec, measurements, phase, hasTraffic, kept, extra)).ToArbitrary();

        private static Gen<ModelGateSpec> Spec() =>
            from type in Gen.Elements(Enum.GetValues<GateType>())
            from min in Limit
            from max in Limit
            from ratio in Limit
            from delta in Limit
            from small in Gen.ArrayOf(Gen.Choose(0, 4), 3)
            from noData in Gen.Elements<NoDataMode?>([null, .. Enum.GetValues<NoDataMode>()])
            from error in Gen.Elements<GateErrorMode?>([null, .. Enum.GetValues<GateErrorMode>()])
            from deadline in Gen.Elements<int?>(null, 60, 120)
            select new ModelGateSpec
            {
                Type = type,
                Threshold = new GateThreshold { Min = min, Max = max, RelativeToStable = new RelativeThreshold { MaxRatio = ratio, MaxDelta = delta } },
                Count = small[0],
                FailureLimit = small[1],
                ErrorLimit = small[2],
                OnNoData = noData,
                OnError = error,
                SampleDeadlineSeconds = deadline,
            };
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool Every_case_has_a_verdict_and_a_sentence(Case @case) => GateBench
        .Evaluate(@case.Spec, @case.Measurements, @case.Phase, @case.HasTraffic, @case.Kept, @case.ExtraSeconds)
        is { Verdict: not null, Message.Length: > 0, Threshold: null or { Length: <= 128 } };

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool A_failure_stays_whatever_is_measured_next(Case @case, GateMeasurement next) =>
        @case.Verdict != GateVerdict.Failed || @case.ExtraSeconds > 30 || @case.Of([.. @case.Measurements, next]) == GateVerdict.Failed;

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool A_failed_measurement_in_place_of_a_good_one_never_makes_a_gate_pass(Case @case, NonNegativeInt which)
    {
        if (@case.Measurements.Length == 0)
        {
            return true;
        }

        var good = @case.Measurements.ToArray();
        var index = which.Get % good.Length;
        good[index] = good[index] with { Outcome = MeasurementOutcome.Pass };
        var bad = good.ToArray();
        bad[index] = good[index] with { Outcome = MeasurementOutcome.Fail };
        return @case.Of(good) == GateVerdict.Passed || @case.Of(bad) != GateVerdict.Passed;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool Without_a_good_measurement_nothing_passes_unless_no_data_does(Case @case)
    {
        var silent = @case with
        {
            Measurements = [.. @case.Measurements.Where(measurement => measurement.Outcome is not (MeasurementOutcome.Pass or MeasurementOutcome.Value))],
        };
        return silent.Verdict != GateVerdict.Passed || @case.Spec.OnNoData == NoDataMode.Pass;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool An_outage_alone_never_passes_and_fails_only_where_the_gate_says_so(Case @case)
    {
        var down = @case with { Measurements = [.. @case.Measurements.Select(measurement => measurement with { Outcome = MeasurementOutcome.Error })] };
        return down.Verdict switch
        {
            GateVerdict.Passed => false,
            GateVerdict.Failed => @case.Spec.OnError == GateErrorMode.Fail,
            _ => true,
        };
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 5000)]
    public bool An_outage_in_the_end_never_makes_a_failure_unless_the_gate_says_so(Case @case, PositiveInt errors)
    {
        var outage = Enumerable.Repeat(GateBench.Outcome(MeasurementOutcome.Error), errors.Get % 50);
        return @case.Verdict == GateVerdict.Failed || @case.Spec.OnError == GateErrorMode.Fail || @case.Spec.OnNoData == NoDataMode.Fail
            || @case.Of([.. @case.Measurements, .. outage]) != GateVerdict.Failed;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 2000)]
    public bool The_order_of_good_and_failed_measurements_does_not_matter(Case @case, bool[] outcomes)
    {
        GateMeasurement Of(bool isGood) => GateBench.Outcome(isGood ? MeasurementOutcome.Pass : MeasurementOutcome.Fail);
        var verdict = @case.Of([.. outcomes.Select(Of)]);
        return verdict == @case.Of([.. outcomes.Reverse().Select(Of)]) && verdict == @case.Of([.. outcomes.Order().Select(Of)]);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Cases)], MaxTest = 2000)]
    public bool A_traffic_gate_without_traffic_neither_passes_nor_runs(Case @case) =>
        @case.HasTraffic || GateBench.GateOf(@case.Spec).IsSynthetic || @case.Verdict is GateVerdict.NotApplicable or GateVerdict.Failed or GateVerdict.Error;
}
