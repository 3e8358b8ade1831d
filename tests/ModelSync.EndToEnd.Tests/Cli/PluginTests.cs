using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Commands;
using ModelSync.Cli.Output;
using ModelSync.Testing;

// Below the namespace of the world with the operator, so that it is there until these tests are done.
namespace ModelSync.EndToEnd.Operator.Cli;

/// <summary>The kubectl plugin against a real API server and the running operator.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PluginTests : RolloutTest
{
    private const string Waits = "{type: Canary, canary: {steps: [{setWeight: 20}, {pause: {}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1, abortScaleDownDelaySeconds: 1}";

    [Test]
    public async Task Status_follows_a_canary_until_it_is_healthy()
    {
        await WaitingAsync();

        var run = await PluginRun.OfAsync(StartOf("status", "fraud", "--timeout", "3m"), Ct, () => RunAsync("promote", "fraud"));

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("Paused: step 2/2").And.Contain("Healthy: 2.0.0").And.Not.Contain("\e"));
    }

    [Test]
    public async Task Status_tells_a_failed_rollout_by_exit_code_1()
    {
        await BehaveAsync("2.0.0", "state=CrashLoop");
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");

        var followed = await RunAsync("status", "fraud", "--watch", "--timeout", "90s");
        var once = await RunAsync("status", "fraud");

        Assert.That((followed.ExitCode, once.ExitCode), Is.EqualTo((1, 1)), $"{followed}{once}");
        Assert.That(once.Output, Does.Contain("kubectl modelsync retry fraud"));
    }

    [Test]
    public async Task A_trial_that_waits_can_be_aborted_tried_again_and_promoted()
    {
        await WaitingAsync();

        var refused = await RunAsync("resume", "fraud");
        var once = await RunAsync("status", "fraud");
        var late = await RunAsync("status", "fraud", "--timeout", "1s");
        var abort = await RunAsync("abort", "fraud", "--wait", "--timeout", "60s");
        var retry = await RunAsync("retry", "fraud");
        await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits again");
        var promote = await RunAsync("promote", "fraud", "--wait", "--timeout", "60s");

        Assert.Multiple(() =>
        {
            Assert.That(refused.ExitCode, Is.EqualTo(1), refused.ToString());
            Assert.That(refused.Errors, Does.Contain("promote fraud").And.Contain("goes on"));
            Assert.That(once.ExitCode, Is.EqualTo(4), once.ToString());
            Assert.That(once.Output, Does.Contain("20 %").And.Contain("80 %").And.Contain("candidate 2.0.0"));
            Assert.That(late.ExitCode, Is.EqualTo(3), late.ToString());
            Assert.That(abort.ExitCode, Is.Zero, abort.ToString());
            Assert.That(abort.Output, Does.Contain("abort: 2.0.0"));
            Assert.That(retry.ExitCode, Is.Zero, retry.ToString());
            Assert.That(promote.ExitCode, Is.Zero, promote.ToString());
        });
    }

    [Test]
    public async Task Undo_goes_back_with_the_spec_or_without_it_and_warns_of_Git()
    {
        await WaitingAsync();
        await RunAsync("promote", "fraud", "--full", "--wait", "--timeout", "60s");
        await Place.RunAsync(["label", "modelrollout", "fraud", "kustomize.toolkit.fluxcd.io/name=apps"], input: null, Ct);

        var verb = await RunAsync("undo", "fraud", "--keep-spec", "--wait", "--timeout", "60s");
        var overridden = await GetAsync();
        var spec = await RunAsync("undo", "fraud", "--wait", "--timeout", "60s");
        var back = await GetAsync();

        Assert.Multiple(() =>
        {
            Assert.That(verb.ExitCode, Is.Zero, verb.ToString());
            Assert.That((overridden!.Spec!.Version, overridden.Status!.Stable!.Version), Is.EqualTo(("2.0.0", "1.0.0")));
            Assert.That(spec.ExitCode, Is.Zero, spec.ToString());
            Assert.That(spec.Errors, Does.Contain("Flux manages this rollout"));
            Assert.That((back!.Spec!.Version, back.Status!.Phase), Is.EqualTo(("1.0.0", (RolloutPhase?)RolloutPhase.Healthy)));
        });
    }

    [Test]
    public async Task Kubectl_finds_it_on_its_path_and_it_reads_the_kubeconfig_as_kubectl_does()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0");
        using var folder = new TemporaryFolder();
        folder.WriteScript("kubectl-modelsync", $"exec dotnet '{PluginRun.Program}' \"$@\"");
        var kubectl = new ProcessStartInfo(Cluster.ControlPlane.Binaries.Kubectl!, ["modelsync", "get", "-o", "json", "-n", Place.Name]);
        kubectl.Environment["PATH"] = $"{folder.Root}:{Environment.GetEnvironmentVariable("PATH")}";
        kubectl.Environment["KUBECONFIG"] = Cluster.KubeconfigPath;

        var list = await PluginRun.OfAsync(kubectl, Ct);
        var missing = await RunAsync("status", "fruad");
        var names = await CompleteAsync("status", "-n", Place.Name, "--kubeconfig", Cluster.KubeconfigPath, "fr");

        Assert.That(list.ExitCode, Is.Zero, list.ToString());
        using var json = JsonDocument.Parse(list.Output);
        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("items")[0].GetProperty("status").GetProperty("phase").GetString(), Is.EqualTo("Healthy"));
            Assert.That(missing.ExitCode, Is.EqualTo(5), missing.ToString());
            Assert.That(missing.Errors, Does.Contain("did you mean \"fraud\"?"));
            Assert.That(names, Is.EqualTo("fraud\n:4\n"));
        });
    }

    private async Task WaitingAsync()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits");
    }

    private Task<PluginRun> RunAsync(params string[] arguments) => PluginRun.OfAsync(StartOf(arguments), Ct);

    private ProcessStartInfo StartOf(params string[] arguments) =>
        new("dotnet", [PluginRun.Program, .. arguments, "-n", Place.Name, "--kubeconfig", Cluster.KubeconfigPath]);

    // Within this process, with a clock that stands still: a completion gives up soon, and a busy machine takes long.
    private async Task<string> CompleteAsync(params string[] words)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await CliProgram.RunAsync(["__complete", .. words], () => new Screen(output, TextWriter.Null), TextReader.Null, new ManualTimeProvider(), Ct);
        return output.ToString();
    }
}
