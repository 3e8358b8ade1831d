using System.Runtime.Versioning;
using ModelSync.Kubernetes.Auth;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>Plugins that are missing, fail or answer nonsense: the error names the cause and never a secret.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class ExecPluginFailureTests : ExecPluginFixture
{
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
}
