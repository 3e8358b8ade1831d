using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Gates.Prometheus;

/// <summary>Debian's Prometheus, on loopback, that scrapes one server each second.</summary>
internal sealed class RealPrometheus : IAsyncDisposable
{
    private const int Tries = 3;
    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private RealPrometheus(TemporaryFolder folder, Process process, Uri address) => (_folder, _process, Address) = (folder, process, address);

    public Uri Address { get; }

    /// <summary>Starts it and returns when it answers.</summary>
    public static async Task<RealPrometheus> StartAsync(IPEndPoint target, string path, string revision, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            var prometheus = Start(target, path, revision);
            try
            {
                await prometheus.UntilReadyAsync(cancellationToken);
                return prometheus;
            }
            catch (InvalidOperationException) when (i < Tries)
            {
                // Somebody else took the port in between.
                await prometheus.DisposeAsync();
            }
            catch
            {
                await prometheus.DisposeAsync();
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private static RealPrometheus Start(IPEndPoint target, string path, string revision)
    {
        var folder = new TemporaryFolder();
        var config = folder["prometheus.yml"];
        File.WriteAllText(config, string.Create(CultureInfo.InvariantCulture, $$$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
            - job_name: model
              metrics_path: {{{path}}}
              static_configs: [{targets: ["{{{target}}}"], labels: {revision: "{{{revision}}}"} }]
            """));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("prometheus")
        {
            ArgumentList =
            {
                $"--config.file={config}", $"--storage.tsdb.path={folder["data"]}", $"--web.listen-address=127.0.0.1:{address.Port}", "--log.level=error",
            },
        };
        try
        {
            return new RealPrometheus(folder, Process.Start(start)!, address);
        }
        catch (Win32Exception e)
        {
            throw new InvalidDataException("There is no prometheus on this machine: build/bootstrap.sh installs Debian's package.", e);
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"prometheus ended with {_process.ExitCode}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/-/ready"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }
}
