using System.Diagnostics;
using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.Operator;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Readme;

/// <summary>The command blocks of README.md, run by bash with a real kubectl, in their order.</summary>
[CancelAfter(240_000)]
public sealed class SessionTests
{
    [Test]
    public async Task What_README_tells_to_run_works(CancellationToken cancellationToken)
    {
        await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions(), cancellationToken);
        await RunAsync(world.Local, ShellBlocks("### Look at the API").Single(), cancellationToken);
        var permissions = await world.Local.ControlPlane.KubectlAsync(["apply", "-f", Path.Combine(Repository.Root, "deploy", "rbac.yaml")], input: null, cancellationToken);
        Assert.That(permissions.ExitCode, Is.Zero, permissions.Error);

        // README runs it from the clone as whoever the kubeconfig says; here it has the rights that are shipped, and no others.
        var session = ShellBlocks("### Run the operator");
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

    private static IReadOnlyList<string> ShellBlocks(string heading)
    {
        var part = File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).SkipWhile(line => line != heading).Skip(1).TakeWhile(static line => !line.StartsWith('#') || line.StartsWith("# ", StringComparison.Ordinal));
        var blocks = new List<List<string>>();
        var isInside = false;
        foreach (var line in part)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = line is "```sh";
                if (isInside)
                {
                    blocks.Add([]);
                }
            }
            else if (isInside)
            {
                blocks[^1].Add(line);
            }
        }

        return [.. blocks.Select(static block => string.Join('\n', block.Select(Bounded)))];
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
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", block])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["KUBECONFIG"] = cluster.KubeconfigPath;

        // kubectl caches discovery by host and port in the home directory for hours: another server may have had our port.
        start.Environment["HOME"] = cluster.ControlPlane.DataDirectory;
        start.Environment["PATH"] = $"{Path.GetDirectoryName(cluster.ControlPlane.Binaries.Kubectl)}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        await TestContext.Progress.WriteLineAsync(said[0]);
        Assert.That(process.ExitCode, Is.Zero, $"{block}\nsaid\n{said[0]}{said[1]}");
    }
}
