using System.Text.Json;
using ModelSync.Benchmarks.Server;

namespace ModelSync.Benchmarks.Peers;

/// <summary>client-go's shared informer, built from Debian's packages.</summary>
public sealed class ClientGo
{
    private const string Script = "build/peer-client-go.sh";
    private const int CannotBeBuilt = 2;

    private readonly string _program;

    private ClientGo(string program) => _program = program;

    /// <summary>The program, built where it is not there yet.</summary>
    /// <exception cref="PeerMissingException">It cannot be had on this machine; the message says why.</exception>
    public static async Task<ClientGo> FindAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(RepositoryRoot(), Script);
        try
        {
            return new ClientGo(await Subprocess.RunAsync("bash", [script], input: null, cancellationToken));
        }
        catch (SubprocessException exception) when (exception.ExitCode == CannotBeBuilt)
        {
            throw new PeerMissingException(exception.Message);
        }
    }

    /// <summary>One first sync in a fresh process.</summary>
    public async Task<SyncFigures> SyncAsync(string kubeconfig, bool strip, CancellationToken cancellationToken)
    {
        string[] arguments = ["--kubeconfig", kubeconfig, .. strip ? (string[])["--strip"] : []];
        var line = await Subprocess.RunAsync(_program, arguments, input: null, cancellationToken);
        return JsonSerializer.Deserialize(line, FiguresJson.Default.SyncFigures)!;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Script)))
            {
                return folder.FullName;
            }
        }

        throw new PeerMissingException($"{Script} is in no folder above {AppContext.BaseDirectory}");
    }
}
