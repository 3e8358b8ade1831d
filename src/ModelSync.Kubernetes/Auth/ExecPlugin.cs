using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Runs one exec plugin as client-go does and reads its answer; what it prints on its standard output is a secret and never repeated.</summary>
internal sealed class ExecPlugin
{
    private const string InfoVariable = "KUBERNETES_EXEC_INFO";
    private const int MaxQuotedError = 512;

    private readonly ExecCredentialConfig _exec;
    private readonly ClusterConfig _cluster;
    private readonly TimeSpan _timeout;
    private readonly Func<bool> _isTerminal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>A plugin that is given <paramref name="timeout"/>, unless it must ask a person.</summary>
    public ExecPlugin(ExecCredentialConfig exec, ClusterConfig cluster, TimeSpan timeout, Func<bool> isTerminal, TimeProvider time, ILogger logger)
    {
        _exec = exec;
        _cluster = cluster;
        _timeout = timeout;
        _isTerminal = isTerminal;
        _time = time;
        _logger = logger;
    }

    /// <summary>Starts the program, waits for its end and reads the credential.</summary>
    public async Task<Credential> RunAsync(CancellationToken cancellationToken)
    {
        var interactive = IsInteractive();
        var start = Describe(interactive);
        AuthLog.PluginStarts(_logger, _exec.Command);
        // With IfAvailable a terminal is there by chance, and nobody may be looking at it.
        using var timeout = new CancellationTokenSource(_exec.InteractiveMode is "Always" ? Timeout.InfiniteTimeSpan : _timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var result = await new ExecProcess(start, _time).RunAsync(linked.Token).ConfigureAwait(false);
            return Judge(result);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(
                $"The exec plugin {_exec.Command} gave no answer within {_timeout.TotalSeconds:0} s and was killed; run it by hand to see what it waits for.");
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidDataException)
        {
            throw new CredentialException($"The exec plugin {_exec.Command} failed: {e.Message}{Hint()}", e);
        }
    }

    private Credential Judge(ExecProcessResult result)
    {
        // One line, so that it forges none in a log, nor moves the cursor of a terminal.
        var standardError = Tail(result.StandardError);
        if (result.ExitCode != 0)
        {
            var said = standardError.Length == 0 ? "it said nothing on its standard error" : $"it said: {standardError}";
            throw new CredentialException($"The exec plugin {_exec.Command} ended with exit code {result.ExitCode}; {said}");
        }

        if (standardError.Length > 0)
        {
            AuthLog.PluginSaid(_logger, _exec.Command, standardError);
        }

        return ExecCredentialReader.Read(result.StandardOutput, _exec.Command, _exec.ApiVersion);
    }

    private static string Tail(string text) =>
        Quoted.OneLine((text.Length <= MaxQuotedError ? text : "…" + text[^MaxQuotedError..]).ReplaceLineEndings(" ⏎ "));

    private bool IsInteractive()
    {
        switch (_exec.InteractiveMode)
        {
            case "Never":
                return false;
            case "IfAvailable":
                return _isTerminal();
            case "Always" when _isTerminal():
                return true;
            case "Always":
                throw new CredentialException(
                    $"The exec plugin {_exec.Command} must ask a person (interactiveMode: Always), but the standard input is no terminal; use a plugin or mode that needs nobody.");
            default:
                throw new CredentialException(
                    $"interactiveMode '{_exec.InteractiveMode}' of the exec plugin {_exec.Command} is unknown; use Never, IfAvailable or Always.");
        }
    }

    private ProcessStartInfo Describe(bool interactive)
    {
        var program = Executables.Find(_exec.Command) ?? throw NotFound();

        // An argument list, never one string: arguments keep their spaces and quotes (csharp #1568).
        var start = new ProcessStartInfo(program, _exec.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            // A person's terminal is the plugin's own; otherwise it reads the end of the input at once and cannot wait for anybody.
            RedirectStandardInput = !interactive,
            RedirectStandardError = !interactive,
        };
        foreach ((var name, var value) in _exec.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[InfoVariable] = ExecInfo.Write(_exec, _cluster, interactive);
        return start;
    }

    private CredentialException NotFound()
    {
        var where = Path.IsPathRooted(_exec.Command) ? "" : " in PATH";
        return new CredentialException($"The exec plugin {_exec.Command} was not found{where} or is not executable; install it or correct 'command'.{Hint()}");
    }

    private string Hint() => string.IsNullOrWhiteSpace(_exec.InstallHint) ? "" : $"\n{_exec.InstallHint.Trim()}";
}
