using System.Globalization;
using System.Runtime.Versioning;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>Real programs, written as shell scripts; files tell what they saw.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
internal abstract class ExecPluginFixture
{
    private protected const string V1 = "client.authentication.k8s.io/v1";
    private protected const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private protected readonly ManualTimeProvider _time = new();
    private protected readonly RecordingLoggerFactory _log = new();
    private protected TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    private protected static bool IsRunning(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);

    private protected static string Token(string token, string apiVersion = V1) => $$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","status":{"token":"{{{token}}}"}}""";

    private protected static ExecCredentialConfig Exec(string command) => new() { ApiVersion = V1, Command = command };

    /// <summary>Starts a child that never ends, writes its id, and waits for it.</summary>
    private protected string HangingScript() =>
        _folder.WriteScript("plugin", $"tail -f /dev/null & echo $! > '{_folder["child.new"]}'; mv '{_folder["child.new"]}' '{_folder["child"]}'; wait");

    private protected async Task<int> ChildAsync()
    {
        using var watcher = new FileSystemWatcher(_folder.Root);
        var seen = new TaskCompletionSource();
        watcher.Renamed += (_, _) => seen.TrySetResult();
        watcher.Created += (_, _) => seen.TrySetResult();
        watcher.EnableRaisingEvents = true;
        while (_folder.Lines("child").Length == 0)
        {
            await seen.Task.WaitAsync(TestContext.CurrentContext.CancellationToken);
            seen = new TaskCompletionSource();
        }

        return int.Parse(_folder.Lines("child").Single(), CultureInfo.InvariantCulture);
    }

    private protected string SaveInfo() => $"printf '%s' \"$KUBERNETES_EXEC_INFO\" > '{_folder["info"]}'";

    private protected string Prints(string answer, string before = ":")
    {
        _folder.Write("answer", answer);
        return _folder.WriteScript("plugin", $"{before}\ncat '{_folder["answer"]}'");
    }

    private protected ExecPlugin Plugin(ExecCredentialConfig exec, ClusterConfig? cluster = null, bool isTerminal = false) =>
        new(exec, cluster ?? new ClusterConfig { Server = new Uri("https://cluster.example") }, TimeSpan.FromSeconds(60), () => isTerminal, _time, _log);

    private protected Task<Credential> RunAsync(ExecCredentialConfig exec, ClusterConfig? cluster = null, bool isTerminal = false) =>
        Plugin(exec, cluster, isTerminal).RunAsync(TestContext.CurrentContext.CancellationToken);

    private protected CredentialException AssertFails(ExecCredentialConfig exec, params string[] messages)
    {
        var error = Assert.ThrowsAsync<CredentialException>(() => RunAsync(exec))!;
        foreach (var message in messages)
        {
            Assert.That(error.Message, Does.Contain(message));
        }

        return error;
    }

    private protected void AssertNoSecret(Exception error) => Assert.That(error + string.Join('\n', _log.Messages), Does.Not.Contain("s3cret"));
}
