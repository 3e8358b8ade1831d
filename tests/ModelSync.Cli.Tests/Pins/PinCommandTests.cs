using ModelSync.Cli.Commands;
using ModelSync.Cli.Output;
using ModelSync.Registries.Tests;
using ModelSync.Testing;

namespace ModelSync.Cli.Pins;

/// <summary>The command against Debian's own registry, with a password.</summary>
public sealed class PinCommandTests
{
    private const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    [Test]
    public async Task A_manifest_is_pinned_in_its_file_with_the_credentials_of_docker()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await using var registry = await DockerRegistry.StartAsync(limit.Token);
        using var folder = new TemporaryFolder();
        var digest = await registry.PushAsync("models/fraud", "1.0.0", "weights", OciManifest, limit.Token);
        var config = folder.Write("config.json", $$"""{"auths":{"{{registry.Host}}":{"username":"{{DockerRegistry.User}}","password":"{{DockerRegistry.Password}}" } } }""");
        var text = Version(registry.Host);
        var file = folder.Write("version.yaml", text);

        var open = await RunAsync("", "pin", "--check", file);
        var dry = await RunAsync("", "pin", "--dry-run", "--plain-http", registry.Host, "--registry-config", config, file);
        var untouched = await File.ReadAllTextAsync(file, limit.Token);
        var run = await RunAsync("", "pin", "--plain-http", registry.Host, "--registry-config", config, file);
        var pinned = await File.ReadAllTextAsync(file, limit.Token);
        var closed = await RunAsync("", "pin", "--check", file);
        var piped = await RunAsync(text, "pin", "--plain-http", registry.Host, "--registry-config", config, "-");

        Assert.Multiple(() =>
        {
            Assert.That((open.Code, open.Output), Is.EqualTo((ExitCodes.Failed, $"{file}:7:47: ModelVersion/fraud-1.0.0: components[weights]: oci://{registry.Host}/models/fraud:1.0.0 has no digest: run kubectl modelsync pin {file}\n")));
            Assert.That((dry.Code, dry.Errors, untouched), Is.EqualTo((0, "1 component would be pinned\n", text)), dry.Output);
            Assert.That(run.Code, Is.Zero, run.Errors);
            Assert.That(run.Output, Does.Contain($"{file}:7:47: ModelVersion/fraud-1.0.0: components[weights]: oci://{registry.Host}/models/fraud:1.0.0 is {digest}\n").And.Contain("the package is sha256:"));
            Assert.That(pinned, Is.EqualTo(text.Replace("fraud:1.0.0}", $"fraud:1.0.0, digest: {digest}}}", StringComparison.Ordinal)));
            Assert.That((closed.Code, closed.Errors), Is.EqualTo((0, "1 ModelVersion checked: every component has a digest\n")));
            Assert.That((piped.Code, piped.Output), Is.EqualTo((0, pinned)), piped.Errors);
            Assert.That(Directory.GetFiles(folder.Root).Select(Path.GetFileName), Is.EquivalentTo(new[] { "config.json", "version.yaml" }));
        });
    }

    [Test]
    public async Task Somebody_at_a_terminal_is_told_what_helps_at_a_terminal()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await using var registry = await DockerRegistry.StartAsync(limit.Token);
        using var folder = new TemporaryFolder();
        var file = folder.Write("version.yaml", Version(registry.Host));
        var config = folder.Write("config.json", "{}");

        var secret = await RunAsync("", "pin", "--plain-http", registry.Host, "--registry-config", config, file);
        var tls = await RunAsync("", "pin", "--registry-config", config, file);

        Assert.Multiple(() =>
        {
            Assert.That(secret.Code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(secret.Output, Does.Contain("no docker config has an entry for").And.Contain("log in with `docker login`").And.Not.Contain("pullSecrets"));
            Assert.That(secret.Errors, Is.EqualTo("0 components resolved; 1 mistake: files with one were not touched\n"));
            Assert.That(tls.Output, Does.Contain("or name a registry without TLS in --plain-http\n"));
        });
    }

    [TestCase("pin --check --dry-run a.yaml", "pin --check asks no registry, and takes no other option of pin")]
    [TestCase("pin --plain-http http://a a.yaml", "--plain-http has 'http://a': write HOST or HOST:PORT")]
    public async Task A_wrong_command_line_is_exit_code_2(string words, string error)
    {
        var (code, _, errors) = await RunAsync("", words.Split(' '));

        Assert.That(code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(errors, Does.StartWith($"error: {error}"));
    }

    private static string Version(string host) =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelVersion
        metadata: {name: fraud-1.0.0}
        spec:
          model: fraud
          version: 1.0.0
          components: [{name: weights, role: Weights, uri: oci://{{host}}/models/fraud:1.0.0}]

        """.ReplaceLineEndings("\n");

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string input, params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await CliProgram.RunAsync(words, () => new Screen(output, errors), new StringReader(input), TimeProvider.System, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
