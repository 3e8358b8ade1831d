using ModelSync.Playground.ControlPlane.Arguments;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>
/// A real Kubernetes control plane as child processes on 127.0.0.1. They and their data are gone once this is disposed; when
/// this process is killed, the kernel and a small supervisor end them, and the next start sweeps their data away.
/// </summary>
public sealed partial class LocalControlPlane : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly ControlPlaneOptions _options;
    private readonly OwnedDirectory _directory;
    private readonly ControlPlaneFiles _files;
    private readonly Readiness _readiness;
    private readonly ControlPlaneProcesses _processes;
    private readonly SemaphoreSlim _gate = new(1);
    private bool _stopped;

    private LocalControlPlane(ControlPlaneBinaries binaries, ControlPlaneOptions options, OwnedDirectory directory, ComponentPorts ports)
    {
        _options = options;
        _directory = directory;
        Binaries = binaries;
        Url = new Uri(ports.ApiServerUrl);
        _files = ControlPlaneFiles.Write(directory.Root, ports, options);
        _readiness = new Readiness(binaries, _files, ports, options.Time);
        _processes = new ControlPlaneProcesses(new ComponentArguments(binaries, options, _files, ports), _readiness);
    }

    /// <summary>The binaries that run.</summary>
    public ControlPlaneBinaries Binaries { get; }

    /// <summary>The API server's address.</summary>
    public Uri Url { get; }

    /// <summary>The authority that signed the API server's certificate, as PEM.</summary>
    public string CaCertificate => _files.Pki.Authority.CertificatePem;

    /// <summary>A kubeconfig of an administrator by client certificate.</summary>
    public string AdminKubeconfigPath => _files.AdminKubeconfig;

    /// <summary>A kubeconfig of an administrator by bearer token.</summary>
    public string TokenKubeconfigPath => _files.TokenKubeconfig;

    /// <summary>The directory that holds logs, keys and etcd's data.</summary>
    public string DataDirectory => _directory.Root;

    /// <summary>The audit log; there is one only with an <see cref="ControlPlaneOptions.AuditPolicy"/>.</summary>
    public string AuditLogPath => _files.AuditLog;

    /// <summary>Its keys, for what stands before the API server.</summary>
    internal ControlPlanePki Pki => _files.Pki;

    /// <summary>Its users with bearer tokens, besides the administrator.</summary>
    internal IReadOnlyList<TokenUser> Users => _options.Users;

    /// <summary>Starts a control plane and waits until it is at work.</summary>
    /// <exception cref="ControlPlaneException">The binaries can't be had, a component ended by itself, or something was still missing at the deadline.</exception>
    public static async Task<LocalControlPlane> StartAsync(ControlPlaneOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var binaries = options.Binaries ?? await ControlPlaneBinaries.FindAsync(options.Progress, cancellationToken).ConfigureAwait(false);
        OwnedDirectory.SweepStale(options.Time);
        for (var attempt = 1; ; attempt++)
        {
            var ports = ComponentPorts.From(LoopbackPorts.Find(ComponentPorts.Count));
            var controlPlane = Create(binaries, options, OwnedDirectory.ForControlPlane(options.KeepData), ports);
            try
            {
                await controlPlane.StartProcessesAsync(cancellationToken).ConfigureAwait(false);
                return controlPlane;
            }
            catch (ComponentExitedException e) when (e.LostPort && attempt < MostAttempts)
            {
                options.Progress?.Report("someone else took a port at the same moment: starting again on others");
                controlPlane._directory.Keep = false; // Nothing has happened in it yet.
                await controlPlane.DisposeAsync().ConfigureAwait(false);
            }
            catch (ComponentExitedException e)
            {
                await controlPlane.DisposeAsync().ConfigureAwait(false);
                throw new ControlPlaneException(e.Message, e);
            }
            catch
            {
                await controlPlane.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Ends everything. Data that is to be kept is left whole.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_stopped && _options.KeepData)
            {
                await _processes.StopGentlyAsync(cancellationToken).ConfigureAwait(false);
            }

            await EndAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Makes etcd forget every revision but the present one, which it returns. Lists at an older resource version, and watches that need
    /// more than the present revision, are then 410 Gone, provided that the API server runs without its watch cache.
    /// </summary>
    public Task<long> CompactEtcdAsync(CancellationToken cancellationToken) => _readiness.EtcdGateway.CompactAsync(cancellationToken);

    /// <summary>Completes with the reason when a component that should run has ended by itself.</summary>
    public Task<string> WaitForCrashAsync(CancellationToken cancellationToken) => _processes.Crashed.WaitAsync(cancellationToken);

    /// <summary>Kills everything at once and removes the data, unless it is to be kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes over the directory, also when it fails: then nothing of it stays.</summary>
    internal static LocalControlPlane Create(ControlPlaneBinaries binaries, ControlPlaneOptions options, OwnedDirectory directory, ComponentPorts ports)
    {
        try
        {
            return new LocalControlPlane(binaries, options, directory, ports);
        }
        catch
        {
            directory.Keep = false;
            directory.Dispose();
            throw;
        }
    }

    private async Task StartProcessesAsync(CancellationToken cancellationToken)
    {
        _options.Progress?.Report($"Kubernetes {Binaries.Kubernetes} with etcd {Binaries.EtcdVersion}, data in {DataDirectory}");
        await WithinAsync(_processes.StartAllAsync, cancellationToken).ConfigureAwait(false);
        _options.Progress?.Report("the control plane is at work");
    }

    private async Task WithinAsync(Func<CancellationToken, Task> start, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.StartTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await start(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ControlPlaneException($"The control plane was not ready after {_options.StartTimeout.TotalSeconds:0} s. {e.Message}", e);
        }
    }

    private async Task EndAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await _processes.DisposeAsync().ConfigureAwait(false);
        _readiness.Dispose();
        _files.Pki.Dispose();
        _directory.Dispose();
    }
}
