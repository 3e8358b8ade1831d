using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Queue.Internal;

namespace ModelSync.Kubernetes.Tests.Runtime;

/// <summary>An observable instrument cannot leave its meter: one that is made twice is told twice, or by the wrong one of both.</summary>
public sealed class PerMeterTests
{
    private static readonly TestCaseData<Func<Meter, object>>[] Parts =
    [
        Part("informers", InformerMetrics.Of),
        Part("queues", QueueInstruments.Of),
        Part("controllers", ControllerInstruments.Of),
    ];

    [TestCaseSource(nameof(Parts))]
    public void Two_that_come_first_at_once_share_one_set_of_instruments(Func<Meter, object> of)
    {
        using var meter = new Meter("test");
        var names = new ConcurrentBag<string>();
        object? second = null;
        var other = new Thread(() => second = of(meter));
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (!ReferenceEquals(instrument.Meter, meter))
                {
                    return;
                }

                names.Add(instrument.Name);
                if (other.ThreadState == ThreadState.Unstarted)
                {
                    // The first is in the middle of making its set: the other comes now, and makes one too or waits.
                    other.Start();
                    SpinWait.SpinUntil(() => (other.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != ThreadState.Running);
                }
            },
        };
        listener.Start();

        var first = of(meter);
        other.Join();

        Assert.That(second, Is.SameAs(first));
        Assert.That(names, Is.Unique);
    }

    [Test]
    public void Each_meter_has_its_own()
    {
        using var one = new Meter("test");
        using var other = new Meter("test");

        var ofOne = InformerMetrics.Of(one);

        Assert.That(InformerMetrics.Of(one), Is.SameAs(ofOne));
        Assert.That(InformerMetrics.Of(other), Is.Not.SameAs(ofOne));
    }

    private static TestCaseData<Func<Meter, object>> Part(string name, Func<Meter, object> of)
    {
        var part = new TestCaseData<Func<Meter, object>>(of);
        part.SetArgDisplayNames(name);
        return part;
    }
}
