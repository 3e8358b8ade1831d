using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.Operator;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.World;
using ModelSync.Testing;
using ModelSync.Testing.Shell;

namespace ModelSync.EndToEnd.Documents;

/// <summary>The command blocks of docs/first-steps.md, run by bash with a real kubectl, in their order.</summary>
[CancelAfter(240_000)]
public sealed class SessionTests
{
    private const string Page = "docs/first-steps.md";

    [Test]
    public async Task What_the_first_steps_tell_to_run_works(CancellationToken cancellationToken)
    {
        await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions(), cancellationToken);
        await RunAsync(world.Local, ShellBlocks.Under(Page, "## Look at the API").Single(), cancellationToken);
        var permissions = await world.Local.ControlPlane.KubectlAsync(["apply", "-f", Path.Combine(Repository.Root, "deploy", "rbac.yaml")], input: null, cancellationToken);
        Assert.That(permissions.ExitCode, Is.Zero, permissions.Error);

        // The page runs it from the clone as whoever the kubeconfig says; here it has the rights that are shipped, and no others.
        var session = ShellBlocks.Under(Page, "## Run the operator");
        Assert.That(session[0], Does.StartWith("dotnet run --project src/ModelSync.Operator"));
        await using var running = await RunningOperator.StartAsync(world.Local, [], cancellationToken);
        foreach (var block in session.Skip(1))
        {
            await RunAsync(world.Local, block, cancellationToken);
        }

        await Eventually.TrueAsync(
            async () => await world.Local.Client.Resource<ModelRollout>().GetAsync(new("default", "fraud"), cancellationToken) is { Status: { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" } },
            "2.0.0 is stable",
            cancellationToken);
    }

    // What only a person can fill in, and what only a person ends.
    private static string Bounded(string line) => line switch
    {
        _ when line.StartsWith("export KUBECONFIG=…", StringComparison.Ordinal) => "",
        _ when line.Contains(" -w ", StringComparison.Ordinal) => $"timeout 3 {line.Split('#')[0]}|| [ $? = 124 ]",
        _ => line,
    };

    private static async Task RunAsync(PlaygroundCluster cluster, string block, CancellationToken cancellationToken)
    {
        var bounded = string.Join('\n', block.Split('\n').Select(Bounded));
        var session = new BashSession(cluster.KubeconfigPath, cluster.ControlPlane.Binaries.Kubectl!, cluster.ControlPlane.DataDirectory);
        var (exitCode, output) = await session.RunAsync(bounded, cancellationToken);
        await TestContext.Progress.WriteLineAsync(output);
        Assert.That(exitCode, Is.Zero, $"{bounded}\nsaid\n{output}");
    }
}
