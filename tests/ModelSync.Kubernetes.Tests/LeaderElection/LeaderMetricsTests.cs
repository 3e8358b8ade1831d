using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.LeaderElection.Internal;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

public sealed class LeaderMetricsTests
{
    [Test]
    public void Instruments_AreThoseOfTheBrief_AndTheLeaderIsOneAsLongAsATermLasts()
    {
        using var meter = new Meter("test");
        using var listener = new MeterListener();
        var seen = new List<string>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Add(Text(instrument, value, tags)));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add(Text(instrument, value, tags)));
        listener.Start();

        var metrics = new LeaderMetrics(meter, new NamespacedName("system", "lease"));
        metrics.TermBegins();
        metrics.Transition();
        metrics.Renewal("success");
        metrics.TermEnds();

        Assert.That(seen, Is.EqualTo(new[]
        {
            "modelsync.leader 0 lease=lease", "modelsync.leader 1 lease=lease", "modelsync.leader.transitions 1 lease=lease",
            "modelsync.leader.renewals 1 lease=lease result=success", "modelsync.leader -1 lease=lease",
        }));
    }

    private static string Text(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
}
