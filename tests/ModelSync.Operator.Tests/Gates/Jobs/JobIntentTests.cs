using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Jobs;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Tests.Gates.Jobs;

internal sealed class JobIntentTests
{
    private const string Template = """
        {"metadata":{"labels":{"app":"check","modelsync.io/rollout":"fraud","modelsync.io/revision":"x"},"annotations":{"modelsync.io/digest":"y","note":"z"}},
        "spec":{"initContainers":[{"name":"first"}],"containers":[{"name":"check","image":"c:1","ports":[{"containerPort":1}],
        "env":[{"name":"MODEL_URI","value":"mine"},{"name":"OWN","value":"$(MODEL_VERSION)"}]}]}}
        """;

    [Test]
    public void Its_pods_never_have_a_label_by_which_a_Service_of_the_rollout_selects()
    {
        var metadata = Render().GetProperty("spec").GetProperty("template").GetProperty("metadata");
        Assert.That(metadata.GetProperty("labels").ToString(), Is.EqualTo("""{"app":"check"}"""));
        Assert.That(metadata.GetProperty("annotations").ToString(), Is.EqualTo("""{"note":"z"}"""));
    }

    [Test]
    public void All_containers_get_the_variables_before_their_own()
    {
        var pod = Pod(Render());
        var variables = pod.GetProperty("containers")[0].GetProperty("env").EnumerateArray();
        var env = variables.Select(one => $"{one.GetProperty("name")}={one.GetProperty("value")}").ToList();
        Assert.That(env, Is.EqualTo((string[])
        [
            "MODEL_VERSION=2.0.0", "BASELINE_MODEL_VERSION=1.0.0", "MODEL_URI=oci://registry.example/fraud@sha256:abc",
            "CANDIDATE_URL=http://fraud-candidate0.shop.svc:80", "STABLE_URL=http://fraud-stable0000.shop.svc:80", "OWN=$(MODEL_VERSION)",
        ]));
        Assert.That(pod.GetProperty("initContainers")[0].GetProperty("env").GetArrayLength(), Is.EqualTo(5));
        Assert.That(pod.GetProperty("restartPolicy").GetString(), Is.EqualTo("Never"));
        Assert.That(pod.GetProperty("containers")[0].GetProperty("ports")[0].GetProperty("protocol").GetString(), Is.EqualTo("TCP"));
    }

    [Test]
    public void It_is_owned_by_the_rollout_where_that_lives_and_nowhere_else()
    {
        var owner = Render().GetProperty("metadata").GetProperty("ownerReferences")[0];
        Assert.That(owner.GetProperty("uid").GetString(), Is.EqualTo("uid-shop-fraud"));
        Assert.That(owner.GetProperty("controller").GetBoolean());
        var member = Render(TestScenes.Scene() with { Cluster = new ClusterName("eu") }).GetProperty("metadata");
        Assert.That(member.TryGetProperty("ownerReferences", out _), Is.False);
        Assert.That(member.GetProperty("annotations").GetProperty("modelsync.io/rollout-uid").GetString(), Is.EqualTo("uid-shop-fraud"));
    }

    [Test]
    public void The_first_version_has_no_baseline()
    {
        var env = Pod(Render(TestScenes.Scene() with { Stable = null })).GetProperty("containers")[0].GetProperty("env").ToString();
        Assert.That(env, Does.Contain("""{"name":"BASELINE_MODEL_VERSION","value":""}""").And.Contain("""{"name":"STABLE_URL","value":""}"""));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"spec":{"containers":[]}}""")]
    public void A_template_without_containers_is_told(string template)
    {
        var context = TestScenes.Context(TestScenes.Gate("job", new ModelGateSpec()), TestScenes.Scene());
        var (_, problem) = JobIntent.Render(new JobCheck { Template = RawJson.From(template) }, context, "n", "r");
        Assert.That(problem, Does.Contain("spec.job.template.spec.containers"));
    }

    [Test]
    public void Names_follow_from_run_and_attempt_and_fit()
    {
        var gate = TestScenes.Gate("job", new ModelGateSpec());
        var run = JobNames.RunOf(TestScenes.Request(gate), TestScenes.Scene());
        Assert.That(JobNames.RunOf(TestScenes.Request(gate), TestScenes.Scene()), Is.EqualTo(run));
        Assert.That(JobNames.RunOf(TestScenes.Request(gate, epoch: 2), TestScenes.Scene()), Is.Not.EqualTo(run));
        Assert.That(JobNames.Of("fraud", run, 0), Is.EqualTo($"fraud-{run}-0"));
        Assert.That(JobNames.Of(new string('x', 52), run, 999), Has.Length.LessThanOrEqualTo(57).And.EndWith($"-{run}-999"));
    }

    private static JsonElement Pod(JsonElement job) => job.GetProperty("spec").GetProperty("template").GetProperty("spec");

    [Test]
    public void A_template_may_be_as_deep_as_the_API_server_lets_it_be()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        var rendered = Render(template: Template.Replace("\"initContainers\"", $"\"deep\":{deep},\"initContainers\"", StringComparison.Ordinal));
        Assert.That(Pod(rendered).GetProperty("deep").GetRawText(), Is.EqualTo(deep));
    }

    private static JsonElement Render(GateScene? scene = null, string template = Template)
    {
        var spec = new ModelGateSpec { Type = GateType.Job, Job = new JobCheck { Template = RawJson.From(template) } };
        var (job, problem) = JobIntent.Render(spec.Job, TestScenes.Context(TestScenes.Gate("job", spec), scene ?? TestScenes.Scene()), "name", "run");
        Assert.That(problem, Is.Null);
        return JsonElement.Parse(job!.Value.Span, new JsonDocumentOptions { MaxDepth = 512 });
    }
}
