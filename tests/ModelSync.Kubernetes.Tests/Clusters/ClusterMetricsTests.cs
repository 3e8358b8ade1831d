using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;
using Moq;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>The series of a cluster live as long as the cluster.</summary>
public sealed class ClusterMetricsTests : ClusterFixture
{
    [Test]
    public async Task Each_living_cluster_has_one_state_and_a_removed_one_has_none()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        Assert.That(Measure(), Is.EquivalentTo(new[] { "blue connected" }));

        await LoseAsync(cluster, server);
        Assert.That(Measure(), Is.EquivalentTo(new[] { "blue unreachable" }));

        await Registry.RemoveAsync(Blue);
        Assert.That(Measure(), Is.Empty);
    }

    [Test]
    public async Task The_exposition_forgets_a_removed_cluster_but_not_one_that_is_there_again()
    {
        var exposition = new Mock<IMetricsExposition>();
        Make(options => options with { Exposition = exposition.Object });
        Run();
        await AddConnectedAsync(new FakeServer("uid-1"));
        await AddConnectedAsync(new FakeServer("uid-2"), new ClusterName("green"));

        await Registry.RemoveAsync(Blue);

        exposition.Verify(seam => seam.Forget("cluster", "blue"), Times.Once);
        exposition.VerifyNoOtherCalls();
    }

    private List<string> Measure()
    {
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
        {
            if (value == 1 && string.Equals(instrument.Name, "modelsync.cluster.state", StringComparison.Ordinal))
            {
                found.Add($"{tags[0].Value} {tags[1].Value}");
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. found.Distinct()];
    }
}
