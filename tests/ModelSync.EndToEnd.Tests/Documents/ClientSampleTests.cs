using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Documents;

/// <summary>What docs/kubernetes-client.md shows is what works.</summary>
public sealed class ClientSampleTests
{
    [Test]
    public async Task The_sample_tells_what_happens_in_the_cluster()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var output = new SignallingWriter("Added web");
        var before = Environment.GetEnvironmentVariable("KUBECONFIG");
        Environment.SetEnvironmentVariable("KUBECONFIG", Cluster.ControlPlane.AdminKubeconfigPath);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var sample = ClientSample.RunAsync(output, end.Token);
            await output.FirstLine.WaitAsync(limit.Token);
            while (!output.Seen.IsCompleted)
            {
                // The watch begins some time after the first line; an object made before that is not told.
                await CreateAndDeleteAsync(limit.Token);
            }

            await end.CancelAsync();
            Assert.That(async () => await sample, Throws.InstanceOf<OperationCanceledException>());
            Assert.That(output.ToString(), Does.StartWith("web: 0 ready"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", before);
        }
    }

    private static async Task CreateAndDeleteAsync(CancellationToken cancellationToken)
    {
        var deployments = Cluster.Admin.Dynamic(Deployment.Resource);
        await deployments.CreateAsync(
            Json.Object("""
                {"metadata":{"name":"web","namespace":"default"},
                 "spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"m","image":"m:1"}]}}}}
                """),
            options: null,
            cancellationToken);
        await deployments.DeleteAsync(new("default", "web"), new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, cancellationToken);
        await Eventually.TrueAsync(async () => await deployments.GetAsync(new("default", "web"), cancellationToken) is null, "web is gone", cancellationToken);
    }

    private sealed class SignallingWriter(string awaited) : StringWriter
    {
        private readonly TaskCompletionSource _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstLine => _firstLine.Task;

        public Task Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _firstLine.TrySetResult();
            if (value == awaited)
            {
                _seen.TrySetResult();
            }
        }
    }
}
