using ModelSync.Api.Gates;
using ModelSync.Quickstart.Observation;
using ModelSync.Quickstart.Traffic;

namespace ModelSync.Quickstart.View;

public sealed class PanelTests
{
    private static readonly PanelState State = new()
    {
        Elapsed = TimeSpan.FromSeconds(41.4),
        Rollout = Rollouts.Trial("1.0.0", "2.0.0", 10, gates: Rollouts.Gate("step-2/error-rate", GateVerdict.Passed, "0.004")),
        Pods = [new PodCount("1.0.0", 3, 3), new PodCount("2.0.0", 1, 1)],
        Traffic = new TrafficView
        {
            Requests = 4690,
            Failures = 2,
            Rate = 99.6,
            Versions =
            [
                new VersionTraffic("1.0.0", 0.897, 4210, 0, TimeSpan.FromMilliseconds(2.1), TimeSpan.FromMilliseconds(4.9)),
                new VersionTraffic("2.0.0", 0.103, 480, 2, TimeSpan.FromMilliseconds(2.2), TimeSpan.FromMilliseconds(5.2)),
            ],
        },
        Footer = "Enter ends it.",
    };

    [Test]
    public void Weights_stand_beside_what_clients_get() => Assert.That(
        string.Join('\n', Panel.Render(State, 92, new Ink(hasColors: false))),
        Is.EqualTo(
            """
            ── fraud ─────────────────────────────────────────────────────────────────────────── 0:41 ──
            Progressing, step 1 of 6: setWeight 10; 1.0.0 is stable, 2.0.0 is on trial

            VERSION  WEIGHT                       PODS  CLIENTS GET   ANSWERS  ERRORS      P50      P95
            1.0.0    ██████████████████░░  90 %    3/3       89.7 %      4210       0   2.1 ms   4.9 ms
            2.0.0    ██░░░░░░░░░░░░░░░░░░  10 %    1/1       10.3 %       480       2   2.2 ms   5.2 ms

            GATE                  VERDICT            VALUE  THRESHOLD     SAMPLES
            error-rate in step 2  Passed             0.004  ≤ 0.05             40

            4690 requests, 2 failed, 100 a second
            Enter ends it.
            """));

    [TestCase(39)]
    [TestCase(79)]
    [TestCase(200)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.That(Panel.Render(State, width, new Ink(hasColors: false)).Max(line => line.Length), Is.LessThanOrEqualTo(width));

    [Test]
    public void Colours_change_no_letter()
    {
        var plain = Panel.Render(State, 92, new Ink(hasColors: false));
        var inked = Panel.Render(State, 92, new Ink(hasColors: true));

        Assert.Multiple(() =>
        {
            Assert.That(inked, Is.Not.EqualTo(plain));
            Assert.That(inked.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9]*m", "")), Is.EqualTo(plain));
        });
    }

    [Test]
    public void Before_there_is_a_rollout_there_is_no_panel() => Assert.That(Panel.Render(new PanelState(), 80, new Ink(hasColors: false)), Is.Empty);
}
