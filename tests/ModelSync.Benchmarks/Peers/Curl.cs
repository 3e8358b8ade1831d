using System.Globalization;
using ModelSync.Benchmarks.Server;

namespace ModelSync.Benchmarks.Peers;

/// <summary>curl, which reads the same list as JSON and does nothing with it: what the server and the wire alone take.</summary>
public sealed class Curl
{
    private readonly string _configuration;

    private Curl(string configuration) => _configuration = configuration;

    /// <summary>Makes curl ready for a server; the token goes in by its standard input, where nobody else reads it.</summary>
    public static Curl For(BenchServer server, string certificateFile) => new($"""
        url = "{server.Url}apis/apps/v1/deployments?resourceVersion=0"
        cacert = "{certificateFile}"
        header = "Authorization: Bearer {server.User.Token}"
        output = "/dev/null"
        write-out = "%{"{"}time_total{"}"} %{"{"}size_download{"}"}"
        silent
        show-error
        fail
        """);

    /// <summary>Reads the list once.</summary>
    /// <exception cref="PeerMissingException">There is no curl.</exception>
    public async Task<CurlFigures> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var line = await Subprocess.RunAsync("curl", ["--config", "-"], _configuration, cancellationToken);
            var numbers = line.Split(' ');
            return new CurlFigures(double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
        }
        catch (SubprocessException exception) when (exception.ExitCode < 0)
        {
            throw new PeerMissingException($"there is no curl ({exception.Message})");
        }
    }
}
