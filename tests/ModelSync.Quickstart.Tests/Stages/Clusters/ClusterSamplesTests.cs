using System.Text.Json.Nodes;
using ModelSync.Quickstart.Arguments;

namespace ModelSync.Quickstart.Stages.Clusters;

public sealed class ClusterSamplesTests
{
    private static readonly ClusterSamples Default = new(new QuickstartArguments.Run { Context = "c" });
    private static readonly ClusterSamples Own = new(new QuickstartArguments.Run { Context = "c", Image = "models.example/server:1", Port = 9000 });

    [Test]
    public void The_sample_names_the_default_image() =>
        Assert.That(ContainerOf(Default.Read("rollout.yaml")[0])["image"]!.GetValue<string>(), Is.EqualTo(QuickstartArguments.DefaultImage));

    [Test]
    public void An_image_of_ones_own_runs_as_it_is_on_its_port()
    {
        var rollout = Own.Read("rollout.yaml")[0];

        Assert.Multiple(() =>
        {
            Assert.That(ContainerOf(rollout).ToJsonString(), Is.EqualTo(
                """{"name":"server","image":"models.example/server:1","ports":[{"containerPort":9000}],"readinessProbe":{"tcpSocket":{"port":9000},"periodSeconds":1}}"""));
            Assert.That(rollout["spec"]!["ports"]![0]!["targetPort"]!.GetValue<int>(), Is.EqualTo(9000));
            Assert.That(Own.NamesPods, Is.False);
        });
    }

    [Test]
    public void The_bad_version_differs_by_a_probe_that_never_succeeds()
    {
        var spec = JsonNode.Parse(Own.PatchToBad("3.0.0"))!["spec"]!;

        Assert.Multiple(() =>
        {
            Assert.That(spec["version"]!.GetValue<string>(), Is.EqualTo("3.0.0"));
            Assert.That(spec["template"]!["spec"]!["containers"]![0]!["readinessProbe"]!["tcpSocket"]!["port"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(spec["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>(), Is.EqualTo("models.example/server:1"));
        });
    }

    private static JsonObject ContainerOf(JsonObject rollout) => (JsonObject)rollout["spec"]!["template"]!["spec"]!["containers"]![0]!;
}
