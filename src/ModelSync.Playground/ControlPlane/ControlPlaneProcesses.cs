using ModelSync.Playground.ControlPlane.Arguments;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The running components of one control plane.</summary>
internal sealed class ControlPlaneProcesses(ComponentArguments arguments, Readiness readiness) : IAsyncDisposable
{
    // Pods' addresses and loopback are never reached through a proxy that the environment names.
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

    private readonly ControlPlaneOptions _options = arguments.Options;
    private readonly ControlPlaneBinaries _binaries = arguments.Binaries;

    private readonly TaskCompletionSource<string> _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SupervisedProcess? _etcd;
    private SupervisedProcess? _apiServer;
    private SupervisedProcess? _controllerManager;
    private SupervisedProcess? _scheduler;

    private IEnumerable<SupervisedProcess> Running => new[] { _scheduler, _controllerManager, _apiServer, _etcd }.OfType<SupervisedProcess>();

    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        _etcd = Start("etcd", _binaries.Etcd, arguments.Etcd());
        await readiness.WaitAsync(_etcd, readiness.EtcdAsync, cancellationToken).ConfigureAwait(false);
        await StartApiServerAsync(cancellationToken).ConfigureAwait(false);

        if (_options.Components.HasFlag(ControlPlaneComponents.ControllerManager))
        {
            _controllerManager = Start("kube-controller-manager", _binaries.ControllerManager, arguments.ControllerManager());
        }

        if (_options.Components.HasFlag(ControlPlaneComponents.Scheduler))
        {
            _scheduler = Start("kube-scheduler", _binaries.Scheduler, arguments.Scheduler());
            await readiness.WaitAsync(_scheduler, readiness.SchedulerAsync, cancellationToken).ConfigureAwait(false);
        }

        if (_controllerManager is not null)
        {
            await readiness.WaitAsync(_controllerManager, readiness.ControllersAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StartApiServerAsync(CancellationToken cancellationToken)
    {
        _apiServer = Start("kube-apiserver", _binaries.ApiServer, arguments.ApiServer());
        await readiness.WaitAsync(_apiServer, readiness.ApiServerAsync, cancellationToken).ConfigureAwait(false);
        _options.Progress?.Report("kube-apiserver is ready");
    }

    public async Task KillApiServerAsync()
    {
        if (Interlocked.Exchange(ref _apiServer, null) is { } apiServer)
        {
            await apiServer.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Completes with the reason when a component has ended by itself.</summary>
    public Task<string> Crashed => _crashed.Task;

    /// <summary>Ends etcd last and in peace, so that its data is whole; one that takes too long is left for the kill.</summary>
    public async Task StopGentlyAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Running.Where(process => process != _etcd).Select(process => process.KillAsync())).ConfigureAwait(false);
        if (_etcd is null)
        {
            return;
        }

        await _etcd.SignalAsync("TERM", cancellationToken).ConfigureAwait(false);
        try
        {
            await _etcd.Exited.WaitAsync(_options.StopTimeout, _options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _options.Progress?.Report($"etcd has not ended in {_options.StopTimeout.TotalSeconds:0.#} s: killing it");
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Running.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);

    private SupervisedProcess Start(string name, string command, IReadOnlyList<string> commandLine)
    {
        _options.Progress?.Report($"starting {name}");
        var process = SupervisedProcess.Start(name, arguments.Files.Log(name), command, commandLine, ProxyVariables);
        _ = NoteCrashAsync(process);
        return process;
    }

    private async Task NoteCrashAsync(SupervisedProcess process)
    {
        await process.Exited.ConfigureAwait(false);
        if (!process.WasEnded)
        {
            _crashed.TrySetResult(new ComponentExitedException(process).Message);
        }
    }
}
