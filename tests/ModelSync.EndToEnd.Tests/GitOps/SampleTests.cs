using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.Operator;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.GitOps;

/// <summary>deploy/samples/gitops, as kubectl, Argo CD and Flux build and apply it.</summary>
public sealed class SampleTests : RolloutTest
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "samples", "gitops");

    [Test]
    public async Task Another_version_is_declared_by_one_line()
    {
        await ApplyAsync();
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Promoting or RolloutPhase.Baking or RolloutPhase.Healthy }, "the first version serves");
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, "rollout.yaml"), Ct);
        var edited = lines.Select(static line => line.Replace("version: 1.0.0 #", "version: 2.0.0 #", StringComparison.Ordinal)).ToArray();

        Assert.That(lines.Zip(edited).Count(static pair => pair.First != pair.Second), Is.EqualTo(1));
        await Place.ApplyAsync(string.Join('\n', edited), Ct);
        await UntilAsync(static rollout => rollout.Spec!.Version == "2.0.0" && rollout.Status!.ObservedGeneration == rollout.Metadata.Generation, "it is seen");
    }

    private Task<string> ApplyAsync() => Place.RunAsync(["apply", "-k", Folder], input: null, Ct);
}
