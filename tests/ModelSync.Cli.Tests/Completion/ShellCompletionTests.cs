using System.Diagnostics;
using System.Runtime.Versioning;
using ModelSync.Testing;

namespace ModelSync.Cli.Completion;

/// <summary>The scripts in the shells that they are for, at a terminal, with the Tab key.</summary>
[UnsupportedOSPlatform("windows")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ShellCompletionTests : IDisposable
{
    // The plugin in its own folder, as it was built; beside the tests it would lack what they have from ASP.NET.
    private static readonly string Plugin = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "ModelSync.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "kubectl-modelsync.dll"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("bash", "bash --rcfile '{0}/start' -i", "source <(kubectl-modelsync completion bash)")]
    [TestCase("zsh", "zsh -i", "autoload -U compinit; compinit -u; source <(kubectl-modelsync completion zsh)")]
    [TestCase("fish", "fish -C 'source {0}/start' -i", "kubectl-modelsync completion fish | source")]
    public async Task Tab_completes_a_verb_and_what_it_takes(string shell, string command, string start, CancellationToken cancellationToken)
    {
        _folder.Write("start", start + "\n");
        _folder.Write(".zshrc", start + "\n");
        _folder.WriteScript("kubectl-modelsync", $"case $1 in completion|__complete) exec dotnet '{Plugin}' \"$@\" ;; esac; echo \"RAN[$*]\"");

        var screen = await TypeAsync(shell, string.Format(System.Globalization.CultureInfo.InvariantCulture, command, _folder.Root), "kubectl-modelsync prom\t fraud\nkubectl-modelsync completion kub\t\nkubectl-modelsync get --out\t\nexit\n", cancellationToken);

        Assert.That(screen, Does.Contain("RAN[promote fraud]").And.Contain("RAN[get --output]"));
        Assert.That(screen, Does.Contain("save this as kubectl_complete-modelsync"), "completion kubectl was run");
    }

    // `script` gives the shell a terminal; what is typed before it is ready, it reads when it is.
    private async Task<string> TypeAsync(string shell, string command, string keys, CancellationToken cancellationToken)
    {
        Assert.That(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} is not installed: build/bootstrap.sh installs it on Debian");
        var terminal = new ProcessStartInfo("script", ["--quiet", "--command", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.Root,
        };
        terminal.Environment["PATH"] = $"{_folder.Root}:{terminal.Environment["PATH"]}";
        terminal.Environment["HOME"] = _folder.Root;
        terminal.Environment["ZDOTDIR"] = _folder.Root;
        terminal.Environment["TERM"] = "xterm";
        foreach (var own in new[] { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "INPUTRC", "HISTFILE", "BASH_ENV", "ENV" })
        {
            terminal.Environment.Remove(own); // the developer's, not the test's
        }

        using var process = Process.Start(terminal)!;
        try
        {
            await process.StandardInput.WriteAsync(keys.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var screen = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return screen;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
