using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Tests;

public sealed class AbortUnderFireTests
{
    // Three of them fit between two bumps: see below.
    private const int SlowestRoundTrip = 6;

    // DESIGN 4.8. A first conflict comes at most one round trip after its bump, and costs two: the look at the live object and the next write. When all three
    // fit into the 20 ms between two bumps there is no second one. With slower answers there may be, and the delay is two more.
    [Test]
    public void A_writer_at_fifty_a_second_delays_an_abort_by_at_most_three_round_trips()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var watch = new AbortWatch();
            var scenario = new Scenario
            {
                Seed = seed,
                Setup = new Setup { Strategy = Canary(Weight(50), Pause()) },
                Timings = Timings.Exact with { Call = new Span(1, SlowestRoundTrip), Queue = new Span(1, 15) },
                Incidents =
                [
                    new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
                    new Timed(When(WorldState.Paused, 5), new StatusBumper(3)),
                    new Timed(When(WorldState.Paused, 6), new Verb(RolloutVerb.Abort)),
                ],
            };
            var result = SimulationRun.Run(scenario, [watch]);

            Assert.That(result.Violation, Is.Null, () => $"seed {seed}");
            Assert.That(2 * watch.Conflicts, Is.LessThanOrEqualTo(3), () => $"seed {seed}");
        }
    }

    private sealed class AbortWatch : Witness
    {
        private bool _isAborted;
        private bool _isObeyed;

        public int Conflicts { get; private set; } = -1;

        public override void Happened(WorldState state, Incident incident, bool hadEffect) => _isAborted |= incident is Verb;

        public override void Decided(Decided decided)
        {
            if (_isAborted && !_isObeyed && decided.Decision.Status.Candidate?.Stage == CandidateStage.Returning)
            {
                Conflicts++;
            }
        }

        public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after) => _isObeyed |= after.Status?.Candidate?.Stage == CandidateStage.Returning;
    }
}
