using ModelSync.Playground.Faults.Proxying;

namespace ModelSync.EndToEnd.Faults;

/// <summary>The one fault proxy that all cells of the matrix share: each is told from the others by its User-Agent. Prints the whole matrix at the end.</summary>
[SetUpFixture]
public sealed class FaultWorld
{
    private static FaultProxy? _proxy;

    public static FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("the fault proxy has not started");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _proxy = await FaultProxy.StartAsync(Cluster.ControlPlane, new FaultProxyOptions(), CancellationToken.None);
        await TestContext.Progress.WriteLineAsync($"faults: seed {_proxy.Plan.Seed}");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await FaultMatrix.PublishAsync(TestContext.Progress);
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }
    }
}
