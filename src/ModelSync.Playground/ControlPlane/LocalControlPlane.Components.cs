namespace ModelSync.Playground.ControlPlane;

/// <content>What can be done to its processes.</content>
public sealed partial class LocalControlPlane
{
    /// <summary>Kills the API server, as a crash would; every connection to it breaks.</summary>
    public Task KillApiServerAsync(CancellationToken cancellationToken) => KillAsync(ControlPlaneComponent.ApiServer, cancellationToken);

    /// <summary>Kills the API server, if it still runs, and starts it again on the same port with the same data; returns when it is ready.</summary>
    /// <exception cref="ControlPlaneException">It ended by itself, or was not ready in time.</exception>
    public Task RestartApiServerAsync(CancellationToken cancellationToken) => RestartAsync(ControlPlaneComponent.ApiServer, cancellationToken);

    /// <summary>Kills a component, as a crash would.</summary>
    /// <exception cref="ControlPlaneException">It is not part of this control plane.</exception>
    public Task KillAsync(ControlPlaneComponent component, CancellationToken cancellationToken) =>
        WithProcessesAsync(_ => _processes.KillAsync(component), cancellationToken);

    /// <summary>
    /// Kills a component, if it still runs, and starts it again on the same port with the same data; returns when it and the API server are ready.
    /// </summary>
    /// <exception cref="ControlPlaneException">It is not part of this control plane, ended by itself, or was not ready in time.</exception>
    public Task RestartAsync(ControlPlaneComponent component, CancellationToken cancellationToken) => WithProcessesAsync(
        async token =>
        {
            await _processes.KillAsync(component).ConfigureAwait(false);
            try
            {
                await WithinAsync(limited => _processes.StartAsync(component, limited), token).ConfigureAwait(false);
            }
            catch (ComponentExitedException e)
            {
                throw new ControlPlaneException(e.Message, e);
            }
        },
        cancellationToken);

    /// <summary>Stops a component without ending it: its connections stay open, and it says nothing until <see cref="ContinueAsync"/>.</summary>
    /// <exception cref="ControlPlaneException">It does not run.</exception>
    public Task PauseAsync(ControlPlaneComponent component, CancellationToken cancellationToken) =>
        WithProcessesAsync(token => _processes.SignalAsync(component, "STOP", token), cancellationToken);

    /// <summary>Lets a component that was paused go on where it was.</summary>
    /// <exception cref="ControlPlaneException">It does not run.</exception>
    public Task ContinueAsync(ControlPlaneComponent component, CancellationToken cancellationToken) =>
        WithProcessesAsync(token => _processes.SignalAsync(component, "CONT", token), cancellationToken);

    private async Task WithProcessesAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            await action(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}
