using ModelSync.Operator.Permissions;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>deploy/ says the same as the chart, to kustomize of every age, and both are as `make manifests` writes them.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
internal sealed class KustomizeTests
{
    [TestCase("kubectl")]
    [TestCase("kubectl-1.20")]
    public async Task The_kustomization_is_the_chart_with_its_default_values(string kubectl, CancellationToken ct)
    {
        var built = await Tool.RunAsync(Find(kubectl), ["kustomize", Path.Combine(Repository.Root, "deploy")], input: "", ct);
        Assert.That(built.ExitCode, Is.Zero, built.Error);
        Assert.That(built.Error, Is.Empty, "nothing in it is deprecated");
        var kustomized = await ChartRenderer.ReadAsync(built.Output, ct);

        // Helm makes the namespace itself, with --create-namespace.
        Assert.That(kustomized.Count(static one => one.Kind == "Namespace"), Is.EqualTo(1));
        Assert.That(
            kustomized.Where(static one => one.Kind != "Namespace").WithoutHelm(),
            Is.EquivalentTo((await ChartRenderer.ObjectsAsync("", [], ct)).WithoutHelm()));
    }

    [Test]
    public async Task Generated_files_are_up_to_date(CancellationToken ct)
    {
        var result = await ChartRenderer.RunAsync(["generate", "--check", Repository.Root], RbacManifests.Write(["any"], withPodProxy: true), ct);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    // A folder of other servers has no kubectl of 1.20: the newer one is then tried twice.
    private static string Find(string kubectl)
    {
        var binaries = Cluster.ControlPlane.Binaries;
        var wanted = Path.Combine(binaries.Folder, kubectl);
        return File.Exists(wanted) ? wanted : binaries.Kubectl!;
    }
}
