namespace ModelSync.Playground.ControlPlane;

/// <content>Kinds that are not built in.</content>
public sealed partial class LocalControlPlane
{
    /// <summary>Creates the CustomResourceDefinitions of a file or folder, and waits until they are served.</summary>
    /// <exception cref="ControlPlaneException">The server refuses one, or does not get ready to serve it.</exception>
    public async Task InstallDefinitionsAsync(string path, CancellationToken cancellationToken)
    {
        // Old versions of kubectl do not know validation rules and would refuse them before the server sees them.
        await RunAsync(["create", "--validate=false", "-f", path], cancellationToken).ConfigureAwait(false);
        await RunAsync(["wait", "--for=condition=Established", "--timeout=60s", "-f", path], cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await KubectlAsync(arguments, input: null, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new ControlPlaneException($"kubectl {string.Join(' ', arguments)}: {result.Error.Trim()}");
        }
    }
}
