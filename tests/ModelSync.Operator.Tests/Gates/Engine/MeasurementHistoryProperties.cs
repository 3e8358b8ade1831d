using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;
using ModelSync.Operator.Gates.Engine;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>What is kept of a run must say the same as all of it, whatever comes.</summary>
internal sealed class MeasurementHistoryProperties
{
    private static readonly MeasurementOutcome[] Synthetic =
        [MeasurementOutcome.Pass, MeasurementOutcome.Fail, MeasurementOutcome.Error, MeasurementOutcome.Waiting];

    private static readonly MeasurementOutcome[] Traffic = [MeasurementOutcome.Value, MeasurementOutcome.NoData, MeasurementOutcome.Error];

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public void The_evaluator_says_the_same_with_what_is_kept_as_with_all(int seed)
    {
        var random = new Lcg(seed);
        var gate = Gate(random);
        var settings = GateSettings.From(gate.Spec!);
        var kept = random.Next(3) == 0 ? "0.5" : null;
        var (all, some) = (new List<GateMeasurement>(), (IReadOnlyList<GateMeasurement>)[]);
        var length = 700 + random.Next(900);
        for (var i = 0; i < length; i++)
        {
            var next = Measurement(random, gate.IsSynthetic, i);
            all.Add(next);
            some = MeasurementHistory.Add(gate, settings, some, next, kept);
            if (i % 37 == 0 || i > length - 5)
            {
                AssertSame(gate, all, some, kept, TimeSpan.FromSeconds(random.Next(900)));
            }
        }

        Assert.That(some, Has.Count.LessThanOrEqualTo(Most(settings)));
    }

    [Test]
    public void A_day_without_data_takes_no_more_than_the_bound()
    {
        var gate = TestScenes.Gate("rate", new ModelGateSpec { Type = GateType.Scrape, Threshold = new GateThreshold { Max = "1" } });
        var settings = GateSettings.From(gate.Spec!);
        IReadOnlyList<GateMeasurement> kept = [];
        for (var i = 0; i < 20_000; i++)
        {
            var next = new GateMeasurement { At = TimeSpan.FromSeconds(i), Outcome = MeasurementOutcome.NoData };
            kept = MeasurementHistory.Add(gate, settings, kept, next, null);
        }

        Assert.That(kept, Has.Count.LessThanOrEqualTo(Most(settings)));
        Assert.That(kept[^1].At, Is.EqualTo(TimeSpan.FromSeconds(19_999)));
    }

    private static int Most(GateSettings settings) =>
        Math.Max(MeasurementHistory.Newest, settings.ErrorLimit + 2) + 128 + settings.Count + settings.FailureLimit + settings.ErrorLimit + 10;

    private static void AssertSame(PlannedGate gate, List<GateMeasurement> all, IReadOnlyList<GateMeasurement> some, string? kept, TimeSpan later)
    {
        foreach (var phase in Enum.GetValues<GatePhase>())
        {
            foreach (var hasTraffic in (bool[])[true, false])
            {
                var elapsed = all[^1].At + later;
                var expected = GateEvaluator.Evaluate(gate, Run(all, elapsed), phase, hasTraffic, kept);
                var found = GateEvaluator.Evaluate(gate, Run(some, elapsed), phase, hasTraffic, kept);
                Assert.That(found.Verdict, Is.EqualTo(expected.Verdict), () =>
                    $"{phase}, traffic {hasTraffic}, {some.Count} of {all.Count} measurements are kept: {expected.Message} / {found.Message}");
                if (expected.Verdict is not GateVerdict.Failed)
                {
                    Assert.That(found.Baseline, Is.EqualTo(expected.Baseline));
                    Assert.That(found.Value, Is.EqualTo(expected.Value));
                }
            }
        }
    }

    private static GateRun Run(IReadOnlyList<GateMeasurement> measurements, TimeSpan elapsed) =>
        new() { Key = default, Elapsed = elapsed, Measurements = measurements };

    private static PlannedGate Gate(Lcg random)
    {
        var isSynthetic = random.Next(2) == 0;
        var count = random.Pick(1, 2, 10, 600);
        return TestScenes.Gate("any", new ModelGateSpec
        {
            Type = isSynthetic ? GateType.Webhook : GateType.Scrape,
            Count = count,
            FailureLimit = random.Pick(0, 1, 5, 200, 1000),
            ErrorLimit = random.Pick(0, 2, 5, 600),
            OnError = random.Pick(GateErrorMode.Hold, GateErrorMode.Fail),
            OnNoData = random.Pick(NoDataMode.Inconclusive, NoDataMode.Pass, NoDataMode.Fail),
            SampleDeadlineSeconds = random.Pick(5, 50, 600),
            InitialDelaySeconds = random.Pick(0, 30),
            Threshold = isSynthetic ? null : random.Next(2) == 0
                ? new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "1.2" } }
                : new GateThreshold { Max = "0.9", RelativeToStable = random.Next(2) == 0 ? new RelativeThreshold { MaxDelta = "0.1" } : null },
        });
    }

    // Long stretches of the same kind: what is forgotten is forgotten in them.
    private static GateMeasurement Measurement(Lcg random, bool isSynthetic, int second)
    {
        random.Mood = random.Next(25) == 0 ? random.Next(100) : random.Mood;
        var outcome = isSynthetic ? Synthetic[random.Mood % Synthetic.Length] : Traffic[random.Mood % Traffic.Length];
        return new GateMeasurement
        {
            At = TimeSpan.FromSeconds(second),
            Outcome = outcome,
            Value = outcome == MeasurementOutcome.Value ? random.Pick(0.1m, 0.4m, 0.55m, 0.7m, 2m) : null,
            Samples = outcome == MeasurementOutcome.Value ? random.Pick(3, 100) : 0,
            Baseline = isSynthetic ? null : random.Pick<decimal?>(null, null, null, 0.3m, 0.5m, 0.6m),
            BaselineSamples = random.Pick<long?>(null, 5, 100),
        };
    }

    /// <summary>Numbers that follow from a seed.</summary>
    private sealed class Lcg(int seed)
    {
        private ulong _state = (ulong)(uint)seed + 1;

        public int Mood { get; set; }

        public int Next(int below)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (int)((_state >> 33) % (ulong)below);
        }

        public T Pick<T>(params T[] values) => values[Next(values.Length)];
    }
}
