using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>Real programs, written as shell scripts; files tell what they saw.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
internal sealed class ExecPluginTests
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggerFactory _log = new();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(V1)]
    [TestCase(V1Beta1)]
    public async Task Token_and_end_are_read(string apiVersion)
    {
        var script = Prints($$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","spec":{},"status":{"token":"s3cret","expirationTimestamp":"2030-01-01T13:00:00Z"}}""");

        var credential = await RunAsync(Exec(script) with { ApiVersion = apiVersion });

        Assert.That(credential.Authorization?.ToString(), Is.EqualTo("Bearer s3cret"));
        Assert.That(credential.Expires, Is.EqualTo(new DateTimeOffset(2030, 1, 1, 13, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_certificate_ends_with_the_credential_or_by_itself([Values] bool tellsEnd)
    {
        var root = TestAuthority.CreateRoot();
        using var client = root.IssueClient("alice");
        var end = tellsEnd ? """ "expirationTimestamp":"2030-01-01T13:00:00Z", """ : "";
        var certificate = JsonEncodedText.Encode(client.ExportCertificatePem()).ToString();
        using var key = client.GetECDsaPrivateKey()!;
        var keyText = JsonEncodedText.Encode(key.ExportECPrivateKeyPem()).ToString();
        var script = Prints($$$"""{"kind":"ExecCredential","apiVersion":"{{{V1}}}","status":{ {{{end}}} "clientCertificateData":"{{{certificate}}}","clientKeyData":"{{{keyText}}}"}}""");

        var credential = await RunAsync(Exec(script));

        Assert.That(credential.Identity?.Subject, Is.EqualTo("CN=alice"));
        Assert.That(credential.Authorization, Is.Null);
        Assert.That(credential.Expires, Is.EqualTo(tellsEnd ? new DateTimeOffset(2030, 1, 1, 13, 0, 0, TimeSpan.Zero) : credential.Identity!.NotAfter));
    }

    [Test]
    public async Task Arguments_keep_spaces_quotes_and_emptiness()
    {
        // csharp #1568: joined by spaces they became others.
        var script = Prints(Token("t"), $"printf '%s\\n' \"$@\" > '{_folder["arguments"]}'");
        string[] arguments = ["--flag", "two words", "a\"b'c\\", "", "$HOME", "*"];

        await RunAsync(Exec(script) with { Arguments = arguments });

        Assert.That(_folder.Lines("arguments"), Is.EqualTo(arguments));
    }

    [Test]
    public async Task Variables_are_added_to_our_own()
    {
        var script = Prints(Token("t"), $"echo \"$ONE|$PATH\" > '{_folder["environment"]}'");

        await RunAsync(Exec(script) with { Environment = [new("ONE", "first"), new("ONE", "a b")] });

        Assert.That(_folder.Lines("environment").Single(), Is.EqualTo("a b|" + Environment.GetEnvironmentVariable("PATH")));
    }

    [TestCase(V1)]
    [TestCase(V1Beta1)]
    public async Task The_request_tells_version_and_interactivity(string apiVersion)
    {
        var script = Prints(Token("t", apiVersion), SaveInfo());

        await RunAsync(Exec(script) with { ApiVersion = apiVersion });

        Assert.That(_folder.Lines("info").Single(), Is.EqualTo($$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","spec":{"interactive":false}}"""));
    }

    [Test]
    public async Task The_request_tells_of_the_cluster_when_asked_to()
    {
        // csharp #1808.
        var script = Prints(Token("t"), SaveInfo());
        var cluster = new ClusterConfig
        {
            Server = new Uri("https://cluster.example:6443/prefix"),
            Tls = new TlsConfig { ServerName = "inner.example", CertificateAuthority = PemSource.File(_folder.Write("ca.crt", "PEM")) },
            ProxyUrl = new Uri("http://proxy.example:3128"),
            DisableCompression = true,
            ExecExtensionJson = """{"audience":"a","list":[1]}""",
        };

        await RunAsync(Exec(script) with { ProvideClusterInfo = true }, cluster);

        Assert.That(
            _folder.Lines("info").Single(),
            Is.EqualTo(
                """
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://cluster.example:6443/prefix",
                "tls-server-name":"inner.example","certificate-authority-data":"UEVN","proxy-url":"http://proxy.example:3128","disable-compression":true,
                "config":{"audience":"a","list":[1]}},"interactive":false}}
                """.ReplaceLineEndings("")));
    }

    [Test]
    public async Task Embedded_authority_and_skipped_verification_are_told_too()
    {
        var script = Prints(Token("t"), SaveInfo());
        var cluster = new ClusterConfig { Server = new Uri("https://c.example"), Tls = new TlsConfig { SkipVerification = true, CertificateAuthority = PemSource.Embedded("PEM"u8.ToArray()) } };

        await RunAsync(Exec(script) with { ProvideClusterInfo = true }, cluster);

        Assert.That(_folder.Lines("info").Single(), Does.Contain("""{"server":"https://c.example","insecure-skip-tls-verify":true,"certificate-authority-data":"UEVN"}"""));
    }

    [Test]
    public async Task Nobody_is_asked_unless_there_is_a_terminal([Values("Never", "IfAvailable")] string mode)
    {
        var script = Prints(Token("t"), $"cat > '{_folder["input"]}'");

        await RunAsync(Exec(script) with { InteractiveMode = mode });

        Assert.That(_folder.Lines("input"), Is.Empty, "the input ends at once");
    }

    [Test]
    public async Task With_a_terminal_the_plugin_may_ask([Values("IfAvailable", "Always")] string mode)
    {
        var script = Prints(Token("t"), SaveInfo());

        await RunAsync(Exec(script) with { InteractiveMode = mode }, isTerminal: true);

        Assert.That(_folder.Lines("info").Single(), Does.Contain("\"interactive\":true"));
    }

    [Test]
    public void RunAsync_must_ask_without_a_terminal_says_so() => AssertFails(Exec(Prints(Token("t"))) with { InteractiveMode = "Always" }, "interactiveMode: Always", "no terminal");

    [Test]
    public void RunAsync_unknown_interactive_mode_is_named() => AssertFails(Exec(Prints(Token("t"))) with { InteractiveMode = "Sometimes" }, "'Sometimes'");

    [TestCase("no-such-plugin-here")]
    [TestCase("/no/such/plugin")]
    public void RunAsync_missing_program_gives_the_install_hint(string command) =>
        AssertFails(Exec(command) with { InstallHint = "Get it from example.org." }, command, "not found", "Get it from example.org.");

    [Test]
    public void RunAsync_program_that_may_not_be_run_is_refused() => AssertFails(Exec(_folder.Write("plugin", "#!/bin/sh\n")), "not executable");

    [Test]
    public void RunAsync_program_for_another_machine_fails_clearly()
    {
        var program = _folder.WriteScript("plugin", "");
        File.WriteAllText(program, "\u007fELF of elsewhere");

        AssertFails(Exec(program) with { InstallHint = "Get it from example.org." }, program, "Get it from example.org.");
    }

    [Test]
    public void Find_bare_name_never_looks_into_the_current_folder()
    {
        var here = Path.Combine(Directory.GetCurrentDirectory(), "plugin-in-current-folder");
        File.WriteAllText(here, "#!/bin/sh\n");
        File.SetUnixFileMode(here, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.That(Executables.Find("plugin-in-current-folder"), Is.Null);
            Assert.That(Executables.Find("sh"), Does.EndWith("/sh"));
        }
        finally
        {
            File.Delete(here);
        }
    }

    [Test]
    public void RunAsync_exit_code_comes_with_the_last_errors_and_without_the_output()
    {
        var script = _folder.WriteScript("plugin", "echo s3cret; i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done; echo 'log in first' >&2; exit 3");

        var error = AssertFails(Exec(script), "exit code 3", "log in first");

        Assert.That(error.Message, Does.Not.Contain("line 0\n"));
        Assert.That(error.Message.Length, Is.LessThan(5000));
        AssertNoSecret(error);
    }

    [TestCase("kind")]
    [TestCase("apiVersion")]
    [TestCase("expirationTimestamp")]
    public void RunAsync_hostile_text_in_the_answer_forges_no_lines(string field)
    {
        var hostile = "x\\r\\n[INF] all is well\\u001b[2J" + new string('y', 5000);
        var answer = Token("t").Replace("\"token\"", $"\"expirationTimestamp\":\"{(field is "expirationTimestamp" ? hostile : "2030-01-01T13:00:00Z")}\",\"token\"", StringComparison.Ordinal);
        answer = field switch
        {
            "kind" => answer.Replace("\"ExecCredential\"", $"\"{hostile}\"", StringComparison.Ordinal),
            "apiVersion" => answer.Replace($"\"{V1}\"", $"\"{hostile}\"", StringComparison.Ordinal),
            _ => answer,
        };

        AssertIsOneLine(AssertFails(Exec(Prints(answer)), field).Message);
    }

    [Test]
    public async Task Hostile_text_on_the_standard_error_forges_no_lines()
    {
        const string Says = "printf 'first\\nsecond\\033[2J\\n' >&2";

        var error = AssertFails(Exec(_folder.WriteScript("failing", Says + "; exit 1")), "first", "second");
        await RunAsync(Exec(Prints(Token("t"), Says)));

        AssertIsOneLine(error.Message);
        Assert.That(_log.Messages, Has.Some.Contains("second"));
        Assert.That(_log.Messages, Has.All.Matches<string>(message => !message.Any(char.IsControl)));
    }

    private static void AssertIsOneLine(string message)
    {
        Assert.That(message.Any(char.IsControl), Is.False, message);
        Assert.That(message, Has.Length.LessThan(1000));
    }

    [Test]
    public async Task What_a_plugin_says_on_its_standard_error_is_logged()
    {
        await RunAsync(Exec(Prints(Token("s3cret"), "echo 'using cached login' >&2")));

        Assert.That(_log.Messages, Has.Some.Contains("using cached login"));
        Assert.That(_log.Messages, Has.None.Contains("s3cret"));
    }

    [TestCase("""s3cret""", "not JSON")]
    [TestCase("""[]""", "not a JSON object")]
    [TestCase("""{"kind":"ExecCredentials","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret"}}""", "kind is 'ExecCredentials'")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"s3cret"}}""", "apiVersion is 'client.authentication.k8s.io/v1beta1'")]
    [TestCase("""{"kind":"ExecCredential","status":{"token":"s3cret"}}""", "apiVersion is missing")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}""", "status is missing")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":""}}""", "neither token nor")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":5}}""", "token is a Number")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret\nX: 1"}}""", "status.token holds")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cret"}}""", "status.clientCertificateData is missing")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"x"}}""", "status.clientKeyData is missing")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"x","clientKeyData":"s3cret"}}""", "status.clientCertificateData holds no certificate")]
    [TestCase("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret","expirationTimestamp":"soon"}}""", "status.expirationTimestamp 'soon'")]
    public void RunAsync_unusable_answer_names_the_field_and_not_the_secret(string answer, string message)
    {
        _folder.Write("answer", answer);

        AssertNoSecret(AssertFails(Exec(_folder.WriteScript("plugin", $"cat '{_folder["answer"]}'")), message));
    }

    [Test]
    public void RunAsync_endless_output_is_cut() => AssertFails(Exec(_folder.WriteScript("plugin", "exec cat /dev/zero")), $"more than {ExecProcess.MaxOutputBytes} bytes");

    [Test]
    public async Task A_terminal_lifts_the_limit_only_where_a_person_must_be_asked([Values("IfAvailable", "Always")] string mode)
    {
        using var cancel = new CancellationTokenSource();
        var run = Plugin(Exec(HangingScript()) with { InteractiveMode = mode }, isTerminal: true).RunAsync(cancel.Token);
        await ChildAsync();
        if (mode is "IfAvailable")
        {
            await _time.WaitForTimersAsync(1, CancellationToken.None);
        }

        _time.Advance(TimeSpan.FromDays(1));

        if (mode is "IfAvailable")
        {
            Assert.ThrowsAsync<CredentialException>(() => run);
            return;
        }

        Assert.That(run.IsCompleted, Is.False);
        await cancel.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => run);
    }

    [Test]
    public void A_plugin_is_given_up_before_the_client_gives_up_the_request() =>
        Assert.That(new TransportOptions().PluginTimeout, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(20)), "the client's watchdog ends requests after 30 s");

    [Test]
    public async Task RunAsync_program_that_cannot_be_killed_does_not_hold_up_and_is_named()
    {
        using var cancel = new CancellationTokenSource();
        var start = new ProcessStartInfo(HangingScript()) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process? victim = null;
        var pid = 0;
        var run = new ExecProcess(start, _time, process =>
        {
            pid = process.Id;
            victim = Process.GetProcessById(pid);
        }).RunAsync(cancel.Token);
        await ChildAsync();
        await cancel.CancelAsync();
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), TestContext.CurrentContext.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(5));

        try
        {
            var error = Assert.ThrowsAsync<IOException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System))!;
            Assert.That(error.Message, Does.Contain($"process {pid} cannot be killed"));
        }
        finally
        {
            victim!.Kill(entireProcessTree: true);
            victim.Dispose();
        }
    }

    [Test]
    public async Task RunAsync_no_answer_in_time_kills_the_program_and_its_children()
    {
        var run = RunAsync(Exec(HangingScript()));
        var child = await ChildAsync();

        await _time.WaitForTimersAsync(1, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(Assert.ThrowsAsync<CredentialException>(() => run)!.Message, Does.Contain("no answer within 60 s"));
        Assert.That(() => IsRunning(child), Is.False.After(10_000, 5));
    }

    [TestCase(">/dev/null", TestName = "A helper that keeps the standard error open does not hold up the answer")]
    [TestCase("2>/dev/null", TestName = "A helper that keeps the standard output open does not hold up the answer")]
    [TestCase("", TestName = "A helper that keeps both open does not hold up the answer")]
    public async Task A_helper_left_running_does_not_hold_up_the_answer(string closes)
    {
        var run = RunAsync(Exec(Prints(Token("t"), $"tail -f /dev/null {closes} & echo $! > '{_folder["child"]}'")));
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), TestContext.CurrentContext.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(1));

        try
        {
            Assert.That((await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Authorization?.Parameter, Is.EqualTo("t"));
        }
        finally
        {
            using var helper = Process.GetProcessById(int.Parse(_folder.Lines("child").Single(), CultureInfo.InvariantCulture));
            helper.Kill();
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task Runs_leave_no_open_files_behind()
    {
        var script = Exec(Prints(Token("t")));
        await RunAsync(script);
        var before = Directory.GetFiles("/proc/self/fd").Length;

        for (var i = 0; i < 20; i++)
        {
            await RunAsync(script);
        }

        Assert.That(Directory.GetFiles("/proc/self/fd"), Has.Length.LessThan(before + 10));
    }

    [Test]
    public async Task RunAsync_cancelled_kills_the_program_and_its_children()
    {
        using var cancel = new CancellationTokenSource();
        var run = Plugin(Exec(HangingScript())).RunAsync(cancel.Token);
        var child = await ChildAsync();

        await cancel.CancelAsync();

        Assert.That(() => run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => IsRunning(child), Is.False.After(10_000, 5));
    }

    private static bool IsRunning(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);

    private static string Token(string token, string apiVersion = V1) => $$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","status":{"token":"{{{token}}}"}}""";

    private static ExecCredentialConfig Exec(string command) => new() { ApiVersion = V1, Command = command };

    /// <summary>Starts a child that never ends, writes its id, and waits for it.</summary>
    private string HangingScript() =>
        _folder.WriteScript("plugin", $"tail -f /dev/null & echo $! > '{_folder["child.new"]}'; mv '{_folder["child.new"]}' '{_folder["child"]}'; wait");

    private async Task<int> ChildAsync()
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

    private string SaveInfo() => $"printf '%s' \"$KUBERNETES_EXEC_INFO\" > '{_folder["info"]}'";

    private string Prints(string answer, string before = ":")
    {
        _folder.Write("answer", answer);
        return _folder.WriteScript("plugin", $"{before}\ncat '{_folder["answer"]}'");
    }

    private ExecPlugin Plugin(ExecCredentialConfig exec, ClusterConfig? cluster = null, bool isTerminal = false) =>
        new(exec, cluster ?? new ClusterConfig { Server = new Uri("https://cluster.example") }, TimeSpan.FromSeconds(60), () => isTerminal, _time, _log);

    private Task<Credential> RunAsync(ExecCredentialConfig exec, ClusterConfig? cluster = null, bool isTerminal = false) =>
        Plugin(exec, cluster, isTerminal).RunAsync(TestContext.CurrentContext.CancellationToken);

    private CredentialException AssertFails(ExecCredentialConfig exec, params string[] messages)
    {
        var error = Assert.ThrowsAsync<CredentialException>(() => RunAsync(exec))!;
        foreach (var message in messages)
        {
            Assert.That(error.Message, Does.Contain(message));
        }

        return error;
    }

    private void AssertNoSecret(Exception error) => Assert.That(error + string.Join('\n', _log.Messages), Does.Not.Contain("s3cret"));
}
