using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Documents;

/// <summary>The operator of docs/controller-runtime.md does what it says.</summary>
public sealed class OperatorSampleTests
{
    private static readonly NamespacedName Team = new("team-sample", "team");

    [Test]
    public async Task The_operator_gives_back_what_somebody_deletes_and_ends_in_peace()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        using var logs = new RecordingLoggerFactory();
        var before = Environment.GetEnvironmentVariable("KUBECONFIG");
        Environment.SetEnvironmentVariable("KUBECONFIG", Cluster.ControlPlane.AdminKubeconfigPath);
        try
        {
            await Cluster.Admin.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Team.Namespace } }, options: null, limit.Token);
            var running = OperatorSample.RunAsync(logs, stop.Token);
            await LabelAsync("blue", limit.Token);
            await ThereIsAsync("blue", limit.Token);

            await Cluster.Admin.Resource<ConfigMap>().DeleteAsync(Team, options: null, limit.Token);
            await ThereIsAsync("blue", limit.Token);

            await LabelAsync("green", limit.Token);
            await ThereIsAsync("green", limit.Token);

            await stop.CancelAsync();
            Assert.That(await running, Is.Zero);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", before);
        }
    }

    private static Task LabelAsync(string team, CancellationToken cancellationToken) =>
        Cluster.Admin.Resource<Namespace>().PatchAsync(
            NamespacedName.ClusterScoped(Team.Namespace!), Patch.Merge(Encoding.UTF8.GetBytes($$"""{"metadata": {"labels": {"team": "{{team}}"} } }""")), options: null, cancellationToken);

    private static Task ThereIsAsync(string team, CancellationToken cancellationToken) => Eventually.TrueAsync(
        async () => (await Cluster.Admin.Resource<ConfigMap>().GetAsync(Team, cancellationToken))?.Data?.GetValueOrDefault("name") == team,
        $"the ConfigMap names the team {team}",
        cancellationToken);
}
