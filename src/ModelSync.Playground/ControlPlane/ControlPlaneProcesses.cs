using System.Collections.Concurrent;
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

    // Changed by one caller at a time; a crash is noted from elsewhere.
    private readonly ConcurrentDictionary<ControlPlaneComponent, SupervisedProcess> _running = new();

    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await StartAsync(ControlPlaneComponent.Etcd, cancellationToken).ConfigureAwait(false);
        await StartAsync(ControlPlaneComponent.ApiServer, cancellationToken).ConfigureAwait(false);

        // It takes its time: the scheduler starts beside it.
        var controllers = IsPart(ControlPlaneComponent.ControllerManager) ? Run(ControlPlaneComponent.ControllerManager) : null;
        if (IsPart(ControlPlaneComponent.Scheduler))
        {
            await StartAsync(ControlPlaneComponent.Scheduler, cancellationToken).ConfigureAwait(false);
        }

        if (controllers is not null)
        {
            await readiness.WaitAsync(controllers, readiness.ControllersAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a component that does not run, and waits until it is at work.</summary>
    public async Task StartAsync(ControlPlaneComponent component, CancellationToken cancellationToken)
    {
        CheckIsPart(component);
        var process = Run(component);
        await readiness.WaitAsync(process, QuestionTo(component), cancellationToken).ConfigureAwait(false);
        if (component == ControlPlaneComponent.Etcd && _running.TryGetValue(ControlPlaneComponent.ApiServer, out var apiServer))
        {
            await readiness.WaitAsync(apiServer, readiness.ApiServerAsync, cancellationToken).ConfigureAwait(false);
        }
        else if (component == ControlPlaneComponent.ApiServer)
        {
            _options.Progress?.Report("kube-apiserver is ready");
        }
    }

    public async Task KillAsync(ControlPlaneComponent component)
    {
        CheckIsPart(component);
        if (_running.TryRemove(component, out var process))
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task SignalAsync(ControlPlaneComponent component, string signal, CancellationToken cancellationToken) =>
        _running.TryGetValue(component, out var process)
            ? process.SignalAsync(signal, cancellationToken)
            : throw new ControlPlaneException(
                $"{NameOf(component)} does not run, so that it can't be told {signal}: start it with {nameof(LocalControlPlane.RestartAsync)}.");

    /// <summary>Completes with the reason when a component has ended by itself.</summary>
    public Task<string> Crashed => _crashed.Task;

    /// <summary>Ends etcd last and in peace, so that its data is whole; one that takes too long is left for the kill.</summary>
    public async Task StopGentlyAsync(CancellationToken cancellationToken)
    {
        var others = _running.Where(running => running.Key != ControlPlaneComponent.Etcd).Select(running => running.Value.KillAsync());
        await Task.WhenAll(others).ConfigureAwait(false);
        if (!_running.TryGetValue(ControlPlaneComponent.Etcd, out var etcd))
        {
            return;
        }

        await etcd.SignalAsync("TERM", cancellationToken).ConfigureAwait(false);
        try
        {
            await etcd.Exited.WaitAsync(_options.StopTimeout, _options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _options.Progress?.Report($"etcd has not ended in {_options.StopTimeout.TotalSeconds:0.#} s: killing it");
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_running.Values.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);

    private static string NameOf(ControlPlaneComponent component) => component switch
    {
        ControlPlaneComponent.Etcd => "etcd",
        ControlPlaneComponent.ApiServer => "kube-apiserver",
        ControlPlaneComponent.ControllerManager => "kube-controller-manager",
        _ => "kube-scheduler",
    };

    private bool IsPart(ControlPlaneComponent component) => component switch
    {
        ControlPlaneComponent.ControllerManager => _options.Components.HasFlag(ControlPlaneComponents.ControllerManager),
        ControlPlaneComponent.Scheduler => _options.Components.HasFlag(ControlPlaneComponents.Scheduler),
        _ => true,
    };

    private void CheckIsPart(ControlPlaneComponent component)
    {
        if (!IsPart(component))
        {
            throw new ControlPlaneException(
                $"{NameOf(component)} is not part of this control plane: name it in {nameof(ControlPlaneOptions)}.{nameof(ControlPlaneOptions.Components)}.");
        }
    }

    private Func<CancellationToken, Task<string?>> QuestionTo(ControlPlaneComponent component) => component switch
    {
        ControlPlaneComponent.Etcd => readiness.EtcdAsync,
        ControlPlaneComponent.ApiServer => readiness.ApiServerAsync,
        ControlPlaneComponent.ControllerManager => readiness.ControllersAsync,
        _ => readiness.SchedulerAsync,
    };

    private SupervisedProcess Run(ControlPlaneComponent component)
    {
        var name = NameOf(component);
        var (command, commandLine) = component switch
        {
            ControlPlaneComponent.Etcd => (_binaries.Etcd, arguments.Etcd()),
            ControlPlaneComponent.ApiServer => (_binaries.ApiServer, arguments.ApiServer()),
            ControlPlaneComponent.ControllerManager => (_binaries.ControllerManager, arguments.ControllerManager()),
            _ => (_binaries.Scheduler, arguments.Scheduler()),
        };
        _options.Progress?.Report($"starting {name}");
        var process = SupervisedProcess.Start(name, arguments.Files.Log(name), command, commandLine, ProxyVariables);
        _running[component] = process;
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
