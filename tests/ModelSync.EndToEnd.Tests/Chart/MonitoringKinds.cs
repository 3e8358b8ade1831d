using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>The kinds of Prometheus Operator on the shared control plane, from monitoring-kinds.yaml.</summary>
internal static class MonitoringKinds
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static bool _isInstalled;

    /// <summary>Installs the kinds, once, and waits until all are served.</summary>
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isInstalled)
            {
                var file = Path.Combine(Repository.Root, "tests", "ModelSync.EndToEnd.Tests", "Chart", "monitoring-kinds.yaml");
                await Cluster.ControlPlane.InstallDefinitionsAsync(file, cancellationToken);
                _isInstalled = true;
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}
