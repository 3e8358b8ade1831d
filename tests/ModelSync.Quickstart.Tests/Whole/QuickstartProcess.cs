using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ModelSync.Quickstart.Whole;

/// <summary>The program as a user runs it without a terminal, in a folder for temporary files that nobody else has.</summary>
internal sealed class QuickstartProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private readonly string _folder;
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public QuickstartProcess(string folder, params string[] arguments)
        : this(folder, kubeconfig: null, arguments)
    {
    }

    public QuickstartProcess(string folder, string? kubeconfig, string[] arguments)
    {
        _folder = folder;
        // A run under nohup would have it ignore SIGHUP, and so never see a closed terminal.
        var start = new ProcessStartInfo("env", ["--default-signal=HUP", "dotnet", Path.Combine(AppContext.BaseDirectory, "modelsync-quickstart.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["TMPDIR"] = folder;
        if (kubeconfig is not null)
        {
            start.Environment["KUBECONFIG"] = kubeconfig;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, told) => Read(told.Data);
        _process.ErrorDataReceived += (_, told) => Read(told.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Sends it a signal, by the name that `kill` knows.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Waits until it has printed a text.</summary>
    public async Task UntilAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task told;
            lock (_lock)
            {
                if (_output.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                told = _told.Task;
            }

            if (await Task.WhenAny(told, _process.WaitForExitAsync(cancellationToken)).WaitAsync(cancellationToken) != told)
            {
                throw new AssertionException($"it ended before it said \"{text}\":\n{Output}");
            }
        }
    }

    /// <summary>The processes that were started with files of this run, and their command lines.</summary>
    public IReadOnlyList<string> Living() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(CommandLine)
            .Where(command => command.Contains(_folder, StringComparison.Ordinal)),
    ];

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended meanwhile, or is somebody else's
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        TestContext.Progress.WriteLine($"quickstart: {line}");
        lock (_lock)
        {
            _output.AppendLine(line);
            _told.TrySetResult();
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
