using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.OpenTelemetry.Internal;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.OpenTelemetry;

/// <summary>
/// Sends the process's metrics and traces to an OpenTelemetry collector while it runs, where one is configured; nothing at all is started where none is.
/// Run it beside the servers, which are the first to start and the last to stop, so that the end of the rest is told as well.
/// </summary>
public sealed class OtlpExport : IRunnable
{
    // Shutting the SDK down blocks, and may overrun its own timeout by an export under way: from then on it is left behind.
    private static readonly TimeSpan Overrun = TimeSpan.FromSeconds(1);

    private readonly OtlpOptions _options;
    private readonly OtlpSettings _settings;
    private readonly RuntimeServices _services;
    private readonly ILogger _logger;

    /// <summary>Reads the settings and starts nothing; a <see cref="FormatException"/> names the setting that cannot be used.</summary>
    public OtlpExport(OtlpOptions options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        (_options, _services, _settings) = (options, services, new OtlpSettings(options));
        _logger = services.LoggerFactory.CreateLogger<OtlpExport>();
    }

    /// <summary>Whether there is a collector to send to.</summary>
    public bool IsConfigured => _settings.Metrics is not null || _settings.Traces is not null;

    /// <summary>Sends until cancelled, then what is left for as long as the flush may take.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            OtlpLog.NotConfigured(_logger);
            await UntilAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var diagnostics = new ExportDiagnostics(_logger);
        var providers = new Providers(_options, _settings);
        OtlpLog.Sending(_logger, _settings.Metrics?.ShownEndpoint ?? "nowhere", _settings.Traces?.ShownEndpoint ?? "nowhere", _settings.ServiceName);
        await UntilAsync(cancellationToken).ConfigureAwait(false);
        if (!await FlushAsync(providers).ConfigureAwait(false))
        {
            OtlpLog.NotFlushed(_logger, _options.FlushTimeout);
        }
    }

    private async Task<bool> FlushAsync(Providers providers)
    {
        var flush = Task.Factory.StartNew(() => Flush(providers), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await flush.WaitAsync(_options.FlushTimeout + Overrun, _services.TimeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private bool Flush(Providers providers)
    {
        using (providers)
        {
            return providers.Flush(_options.FlushTimeout);
        }
    }

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        await using (registration.ConfigureAwait(false))
        {
            await cancelled.Task.ConfigureAwait(false);
        }
    }
}
