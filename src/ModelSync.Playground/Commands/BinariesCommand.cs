using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Commands;

/// <summary>Makes sure that the binaries are there. Only their folder goes to standard output, so that scripts can take it.</summary>
internal static class BinariesCommand
{
    public static async Task<int> RunAsync(TextWriter output, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var binaries = await ControlPlaneBinaries.FindAsync(progress, cancellationToken).ConfigureAwait(false);
        progress.Report($"Kubernetes {binaries.Kubernetes}, etcd {binaries.EtcdVersion}, kubectl {binaries.Kubectl ?? "not found"}");
        await output.WriteLineAsync(binaries.Folder.AsMemory(), cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
