using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class ExecConfigTests
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private static ExecCredentialConfig Resolve(string exec) => (ExecCredentialConfig)KubeConfig
        .Parse(ConfigSamples.Document(user: "exec: " + exec), "cfg", "/etc/kube").ToClusterConfig().Credentials!;

    [Test]
    public void Arguments_stay_apart_and_keep_their_spaces_csharp_1568()
    {
        var exec = Resolve($$"""{apiVersion: {{V1}}, command: run, interactiveMode: Never, args: ["a b", '"c"', "", --x=y z]}""");
        Assert.That(exec.Arguments, Is.EqualTo(new[] { "a b", "\"c\"", "", "--x=y z" }));
    }

    [Test]
    public void Resolve_EveryField_IsKept()
    {
        var exec = Resolve(
            $$"""{apiVersion: {{V1}}, command: run, interactiveMode: Always, provideClusterInfo: true, installHint: "get\e[31m it\n", env: [{name: A, value: "1 2"}, {name: B}]}""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exec.ApiVersion, Is.EqualTo(V1));
            Assert.That(exec.InteractiveMode, Is.EqualTo("Always"));
            Assert.That(exec.ProvideClusterInfo, Is.True);
            Assert.That(exec.InstallHint, Is.EqualTo("get[31m it\n"));
            Assert.That(exec.Environment, Is.EqualTo(new[] { KeyValuePair.Create("A", "1 2"), KeyValuePair.Create("B", "") }));
        }
    }

    [Test]
    public void Resolve_V1Beta1WithoutInteractiveMode_MayAsk() =>
        Assert.That(Resolve($"{{apiVersion: {V1Beta1}, command: run}}").InteractiveMode, Is.EqualTo("IfAvailable"));

    [TestCase("run", "run")]
    [TestCase("./run", "/etc/kube/run")]
    [TestCase("bin/run", "/etc/kube/bin/run")]
    [TestCase("../run", "/etc/run")]
    [TestCase("/usr/bin/run", "/usr/bin/run")]
    public void Resolve_Command_WithASeparatorStartsFromTheFilesFolder(string command, string expected) =>
        Assert.That(Resolve($"{{apiVersion: {V1Beta1}, command: {command}}}").Command, Is.EqualTo(expected));

    [TestCase("{}", "apiVersion", "is missing")]
    [TestCase("{apiVersion: client.authentication.k8s.io/v1alpha1, command: run}", "apiVersion", "removed in Kubernetes 1.24")]
    [TestCase("{apiVersion: v9, command: run}", "apiVersion", "'v9'")]
    [TestCase("{apiVersion: client.authentication.k8s.io/v1beta1}", "command", "is missing")]
    [TestCase("{apiVersion: client.authentication.k8s.io/v1, command: run}", "interactiveMode", "requires it")]
    [TestCase("{apiVersion: client.authentication.k8s.io/v1, command: run, interactiveMode: never}", "interactiveMode", "'never'")]
    public void Resolve_UnusableExec_SaysWhy(string exec, string field, string reason) =>
        ConfigAssert.Refuses(() => Resolve(exec), KubeConfigProblem.Invalid, "users[0].user.exec." + field, reason);
}
