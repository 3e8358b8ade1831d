using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Revisions;

/// <summary>What becomes of a user's template, and what of a version's package gets into it.</summary>
public sealed class PodTemplateTests
{
    [Test]
    public void What_the_user_wrote_stays()
    {
        var pods = Pods(Template("""
            {"metadata":{"annotations":{"team":"risk"}},"spec":{"volumes":[{"name":"tmp","emptyDir":{}}],
              "containers":[{"name":"server","image":"registry.example/old:1","ports":[{"containerPort":53,"protocol":"UDP"},{"containerPort":80}]}]}}
            """) with { Delivery = DeliveryMode.ImageVolume });

        Assert.That(pods, Does.Contain("\"team\":\"risk\"").And.Contain("\"emptyDir\":{}").And.Contain("\"name\":\"model-weights\""));
        Assert.That(pods, Does.Contain("\"containerPort\":53,\"protocol\":\"UDP\"").And.Contain("\"containerPort\":80,\"protocol\":\"TCP\""));
    }

    [Test]
    public void A_template_without_containers_has_none_to_serve() =>
        Assert.That(Samples.Refusal(Template("""{"spec":{}}""")), Does.Contain("spec.template.spec.containers has none: name one of them"));

    [TestCase("MODEL_NAME", "the model")]
    [TestCase("MODEL_VERSION", "the version")]
    [TestCase("MODEL_DIGEST", "the package digest")]
    [TestCase("MODEL_URI_FEATURE_SCHEMA", "component feature-schema")]
    [TestCase("MODEL_PATH", "component weights")]
    [TestCase("MODEL_PARAM_THRESHOLD", "parameter threshold")]
    public void A_variable_that_is_taken_is_told_with_what_takes_it(string name, string source)
    {
        var template = Template($$$"""{"spec":{"containers":[{"name":"server","env":[{"name":"{{{name}}}","value":"x"}]}]}}""");

        Assert.That(Samples.Refusal(template with { Delivery = DeliveryMode.ImageVolume }), Does.Contain($"sets {name}, which ModelSync sets from {source}: rename"));
    }

    [TestCase(DeliveryMode.Env)]
    [TestCase(DeliveryMode.ImageVolume)]
    public void The_first_two_parts_of_one_variable_are_told(DeliveryMode delivery)
    {
        var version = WithParts([Part("x-y", ComponentRole.Config), Part("x.y", ComponentRole.Config), Part("z", ComponentRole.Config)]);

        Assert.That(
            Samples.Refusal(Samples.Inputs with { Delivery = delivery }, version),
            Does.Contain("component x.y and component x-y would both be the variable MODEL_URI_X_Y"));
    }

    [Test]
    public void The_first_two_parameters_of_one_variable_are_told()
    {
        var parameters = StringMap.Empty.With("a-b", "1").With("a.b", "2").With("c-d", "1").With("c.d", "2").With("z", "1");

        Assert.That(
            Samples.Refusal(version: Samples.Version with { Spec = Samples.Version.Spec! with { Parameters = parameters } }),
            Does.Contain("would both be the variable MODEL_PARAM_A_B: rename"));
    }

    [TestCase("kubernetes.io/h2c")]
    [TestCase("grpc")]
    public void A_port_that_speaks_only_HTTP_2_is_asked_whether_it_is_open(string protocol) => Assert.That(
        Pods(Samples.Inputs with { Ports = [Samples.Ports[0] with { AppProtocol = protocol }] }),
        Does.Contain("\"tcpSocket\":{\"port\":\"http\"}"));

    [Test]
    public void A_port_without_a_target_is_asked_by_its_number() =>
        Assert.That(Pods(Samples.Inputs with { Ports = [new ServicePortSpec { Name = "http", Port = 9000 }] }), Does.Contain("\"port\":9000},\"periodSeconds\""));

    [TestCase("registry.example:5000/serving/fraud", "registry.example:5000/serving/fraud")]
    [TestCase("registry.example:5000/serving/fraud:1.9", "registry.example:5000/serving/fraud")]
    [TestCase("oci://registry.example/serving/fraud:1.9", "registry.example/serving/fraud")]
    public void An_image_is_named_by_the_digest_of_its_pin_else_by_its_own(string uri, string repository)
    {
        var image = new ModelComponent { Name = "server", Role = ComponentRole.Image, Digest = "sha256:declared" };

        Assert.That(Image(image, new ResolvedComponent { Name = "server", Uri = uri, Digest = "sha256:pinned" }), Does.Contain($"\"image\":\"{repository}@sha256:pinned\""));
        Assert.That(Image(image, new ResolvedComponent { Name = "server", Uri = uri }), Does.Contain($"\"image\":\"{repository}@sha256:declared\""));
    }

    [Test]
    public void Without_an_image_in_the_package_the_templates_own_serves()
    {
        Assert.That(Pods(Samples.Inputs, WithParts([Part("weights", ComponentRole.Weights)])), Does.Contain("\"image\":\"registry.example/serving/fraud:old\""));
        Assert.That(Pods(Samples.Inputs, Samples.Version with { Spec = Samples.Version.Spec! with { Components = null } }), Does.Contain("\"image\":\"registry.example/serving/fraud:old\""));
    }

    [Test]
    public void A_disruption_budget_has_the_number_of_the_rollout_or_1()
    {
        static string Budget(DisruptionBudget budget) =>
            DeploymentIntent.Render(Samples.Rollout with { Spec = Samples.Rollout.Spec! with { DisruptionBudget = budget } }, Samples.Record, Samples.Version).Value!.DisruptionBudget!.ToString();

        Assert.That(Budget(new DisruptionBudget { MaxUnavailable = (IntOrString)"25%" }), Does.Contain("\"maxUnavailable\":\"25%\""));
        Assert.That(Budget(new DisruptionBudget()), Does.Contain("\"maxUnavailable\":1"));
    }

    [Test]
    public void A_record_that_was_never_rendered_has_no_Deployment() =>
        Assert.That(static () => DeploymentIntent.Deployment(Samples.Record, 1), Throws.ArgumentException.With.Message.Contains($"The record of {Samples.Record.Revision} is not rendered"));

    private static RevisionInputs Template(string template) => Samples.Inputs with { Template = RawJson.From(template) };

    private static string Pods(RevisionInputs inputs, VersionObservation? version = null) => Samples.Rendered(inputs, version).Deployment!.ToString();

    private static string Image(ModelComponent component, ResolvedComponent pin) =>
        Pods(Samples.Inputs, Samples.Version with { Spec = Samples.Version.Spec! with { Components = [component] }, Components = [pin] });

    private static ModelComponent Part(string name, ComponentRole role) => new() { Name = name, Role = role };

    private static VersionObservation WithParts(ModelComponent[] parts) => Samples.Version with
    {
        Spec = Samples.Version.Spec! with { Components = parts },
        Components = [.. parts.Select(static part => new ResolvedComponent { Name = part.Name, Uri = $"oci://registry.example/{part.Name}@{Samples.Digest}", Digest = Samples.Digest })],
    };
}
