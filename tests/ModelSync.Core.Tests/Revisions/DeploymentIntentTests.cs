using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Revisions;

public sealed class DeploymentIntentTests
{
    [Test]
    public void The_Deployment_is_the_reviewed_one() => GoldenFile.Check("deployment.json", Samples.Rendered().Deployment!);

    [Test]
    public void The_Service_is_the_reviewed_one() => GoldenFile.Check("service.json", Samples.Rendered().Service!);

    [Test]
    public void The_PodDisruptionBudget_is_the_reviewed_one() => GoldenFile.Check("disruption-budget.json", Samples.Rendered().DisruptionBudget!);

    [Test]
    public void With_image_volumes_the_Deployment_is_the_reviewed_one() =>
        GoldenFile.Check("deployment-image-volume.json", Samples.Rendered(Samples.Inputs with { Delivery = DeliveryMode.ImageVolume }).Deployment!);

    [TestCase("entry-service-narrow.json", "bcdfghjklm")]
    [TestCase("entry-service-wide.json", null)]
    public void The_entry_Service_is_the_reviewed_one(string file, string? revision) =>
        GoldenFile.Check(file, EntryServiceIntent.Render(Samples.Identity, Samples.Ports, new ServiceSelector(revision), TrafficSplit.Empty));

    [Test]
    public void Only_replicas_come_from_outside_the_record()
    {
        var record = Samples.Rendered();
        using var three = JsonDocument.Parse(DeploymentIntent.Deployment(record, 3).Utf8);
        using var none = JsonDocument.Parse(record.Deployment!.Utf8);

        Assert.That(three.RootElement.GetProperty("spec").GetProperty("replicas").GetInt32(), Is.EqualTo(3));
        Assert.That(none.RootElement.GetProperty("spec").TryGetProperty("replicas", out _), Is.False);
    }

    // R14: a foreign owner's UID invites the garbage collector of a member.
    [Test]
    public void R14_an_object_for_a_member_carries_no_owner_and_nothing_else_of_the_hub()
    {
        using var document = JsonDocument.Parse(DeploymentIntent.ForMember(Samples.Rendered().Deployment!).Utf8);
        var metadata = document.RootElement.GetProperty("metadata");

        Assert.That(
            metadata.EnumerateObject().Select(static member => member.Name),
            Is.EqualTo(new[] { "annotations", "labels", "name", "namespace" }));
        Assert.That(metadata.GetProperty("annotations").GetProperty(ObjectKeys.RolloutUid).GetString(), Is.EqualTo(Samples.Identity.Uid));
    }

    [Test]
    public void The_first_port_gets_the_probe_unless_the_container_has_one()
    {
        var own = Samples.Inputs with { Template = RawJson.From("""{"spec":{"containers":[{"name":"server","readinessProbe":{"exec":{"command":["true"]}}}]}}""") };

        Assert.That(ProbeOf(Samples.Rendered(own).Deployment!), Is.EqualTo("""{"exec":{"command":["true"]}}"""));
    }

    [TestCase(RuntimeProfile.OIP, "/v2/health/ready")]
    [TestCase(RuntimeProfile.Triton, "/v2/health/ready")]
    [TestCase(RuntimeProfile.KServe, "/v2/health/ready")]
    [TestCase(RuntimeProfile.MLServer, "/v2/health/ready")]
    [TestCase(RuntimeProfile.VLLM, "/health")]
    [TestCase(RuntimeProfile.SGLang, "/health")]
    [TestCase(RuntimeProfile.TFServing, "/v1/models/fraud-detector")]
    [TestCase(RuntimeProfile.TorchServe, "/ping")]
    [TestCase(RuntimeProfile.RayServe, "/-/healthz")]
    public void A_profile_asks_where_its_runtime_says_that_it_is_ready(RuntimeProfile profile, string path) => Assert.That(
        ProbeOf(Samples.Rendered(version: WithSpec(Samples.Version.Spec! with { RuntimeProfile = profile })).Deployment!, container: 1),
        Is.EqualTo($$"""{"failureThreshold":3,"httpGet":{"path":"{{path}}","port":"http"},"periodSeconds":5,"timeoutSeconds":3}"""));

    [Test]
    public void Of_a_server_that_nothing_is_known_of_the_port_is_asked() => Assert.That(
        ProbeOf(Samples.Rendered(version: WithSpec(Samples.Version.Spec! with { RuntimeProfile = RuntimeProfile.HTTP })).Deployment!, container: 1),
        Does.Contain("tcpSocket"));

    [Test]
    public void A_variable_of_ours_that_the_template_sets_too_is_refused() => Assert.That(
        Samples.Refusal(Samples.Inputs with { Template = RawJson.From("""{"spec":{"containers":[{"name":"server","env":[{"name":"MODEL_URI","value":"x"}]}]}}""") }),
        Is.EqualTo("InvalidTemplate: spec.template.spec: container server sets MODEL_URI, which ModelSync sets from component weights: rename the container's."));

    [Test]
    public void Two_parameters_of_the_same_variable_are_refused() => Assert.That(
        Samples.Refusal(version: WithSpec(Samples.Version.Spec! with { Parameters = StringMap.Empty.With("max-batch", "1").With("max.batch", "2") })),
        Is.EqualTo("InvalidTemplate: parameter max.batch and parameter max-batch would both be the variable MODEL_PARAM_MAX_BATCH: rename one of them in the ModelVersion."));

    [Test]
    public void A_serving_container_that_is_not_there_is_refused() => Assert.That(
        Samples.Refusal(Samples.Inputs with { ServingContainer = "web" }),
        Is.EqualTo("InvalidTemplate: spec.servingContainer is web, and spec.template.spec.containers has proxy, server: name one of them."));

    [Test]
    public void A_template_without_a_spec_is_refused() =>
        Assert.That(Samples.Refusal(Samples.Inputs with { Template = RawJson.From("{}") }), Does.StartWith("InvalidTemplate: spec.template.spec is missing"));

    [Test]
    public void A_component_that_is_not_pinned_is_refused() =>
        Assert.That(Samples.Refusal(version: Samples.Version with { Components = [] }), Does.StartWith("NotResolved: Component weights of version 2.3.1+data.7"));

    [Test]
    public void An_image_without_a_digest_is_refused() => Assert.That(
        Samples.Refusal(version: Samples.Version with { Components = [.. Samples.Version.Components.Select(static one => one with { Digest = null })] }),
        Does.StartWith("NotResolved: Component server is at registry.example/serving/fraud:1.9"));

    [Test]
    public void Image_volumes_need_images()
    {
        var version = Samples.Version with
        {
            Components = [Samples.Version.Components[0] with { Uri = "https://models.example/fraud.bin" }, .. Samples.Version.Components.Skip(1)],
        };

        Assert.That(
            Samples.Refusal(Samples.Inputs with { Delivery = DeliveryMode.ImageVolume }, version),
            Does.StartWith("UnsupportedDelivery: spec.delivery is ImageVolume, and component weights is at https://models.example/fraud.bin"));
    }

    private static Core.Rollouts.VersionObservation WithSpec(ModelVersionSpec spec) => Samples.Version with { Spec = spec };

    private static string ProbeOf(RawJson deployment, int container = 0)
    {
        using var document = JsonDocument.Parse(deployment.Utf8);
        return document.RootElement.GetProperty("spec").GetProperty("template").GetProperty("spec").GetProperty("containers")[container]
            .GetProperty("readinessProbe").GetRawText();
    }

    [Test]
    public void Settings_that_apply_at_once_change_nothing_else_of_a_record()
    {
        var record = Samples.Rendered();
        var spec = Samples.Rollout.Spec!;
        var changed = DeploymentIntent.WithSettings(record, Samples.Rollout with { Spec = spec with { MinReadySeconds = 45, DisruptionBudget = new DisruptionBudget { MaxUnavailable = "30%" } } });
        var back = DeploymentIntent.WithSettings(changed, Samples.Rollout);

        Assert.That(changed.Deployment!.ToString(), Does.Contain("\"minReadySeconds\":45"));
        Assert.That(changed.DisruptionBudget!.ToString(), Does.Contain("\"maxUnavailable\":\"30%\""));
        Assert.That((back.Deployment!.ToString(), back.DisruptionBudget!.ToString(), back.Service), Is.EqualTo((record.Deployment!.ToString(), record.DisruptionBudget!.ToString(), record.Service)));
        Assert.That(DeploymentIntent.WithSettings(record, Samples.Rollout).Deployment, Is.SameAs(record.Deployment));
    }

    [Test]
    public void A_disruption_budget_that_comes_later_is_rendered_and_one_that_goes_is_not()
    {
        var without = Samples.Rendered() with { DisruptionBudget = null };

        Assert.That(DeploymentIntent.WithSettings(without, Samples.Rollout).DisruptionBudget!.ToString(), Is.EqualTo(Samples.Rendered().DisruptionBudget!.ToString()));
        Assert.That(DeploymentIntent.WithSettings(Samples.Rendered(), Samples.Rollout with { Spec = Samples.Rollout.Spec! with { DisruptionBudget = null } }).DisruptionBudget, Is.Null);
        Assert.That(DeploymentIntent.WithSettings(Samples.Record, Samples.Rollout), Is.SameAs(Samples.Record), "nothing is rendered yet");
    }
}
