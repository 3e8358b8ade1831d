using System.Runtime.Versioning;
using ModelSync.Registries;
using ModelSync.Testing;

namespace ModelSync.Cli.Pins;

/// <summary>The credentials of somebody at a terminal.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DockerLoginsTests
{
    [TestCase("REGISTRY_AUTH_FILE", "auth.json")]
    [TestCase("DOCKER_CONFIG", "")]
    [TestCase("HOME", "")]
    [TestCase("XDG_RUNTIME_DIR", "")]
    public async Task The_config_is_where_docker_podman_and_oras_have_it(string variable, string file)
    {
        using var folder = new TemporaryFolder();
        const string Config = """{"auths":{"registry.example":{"username":"robot","password":"hunter2"}}}""";
        foreach (var name in new[] { "auth.json", "config.json", Path.Combine(".docker", "config.json"), Path.Combine("containers", "auth.json") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            folder.Write(name, Config);
        }

        var logins = await ReadAsync(named: null, asked => asked == variable ? file.Length > 0 ? folder[file] : folder.Root : null);

        Assert.That((await FindAsync(logins, "registry.example")).Select(static one => one.Username), Is.EqualTo(new[] { "robot" }));
    }

    [Test]
    public async Task Without_a_config_there_are_no_credentials() =>
        Assert.That(await FindAsync(await ReadAsync(named: null, static _ => null), "registry.example"), Is.Empty);

    [Test]
    public void A_config_that_is_named_has_to_be_there_and_readable()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("config.json", "hunter2");

        Assert.Multiple(() =>
        {
            Assert.That(() => ReadAsync(folder["none"], static _ => null), Throws.TypeOf<CliException>().With.Message.Contains("--registry-config takes a docker config"));
            Assert.That(() => ReadAsync(broken, static _ => null), Throws.TypeOf<CliException>().With.Message.Contains("is no JSON").And.Message.Not.Contains("hunter2"));
        });
    }

    [TestCase("""{"credsStore":"vault"}""", "registry.example", "registry.example", "robot")]
    [TestCase("""{"credHelpers":{"registry.example":"vault"}}""", "registry.example", "registry.example", "robot")]
    [TestCase("""{"credsStore":"vault"}""", "docker.io", "https://index.docker.io/v1/", "robot")]
    public async Task A_helper_program_is_asked_for_the_server(string config, string registry, string server, string user)
    {
        using var folder = new TemporaryFolder();
        Script(folder, $$"""read -r server; if [ "$server" = "{{server}}" ]; then echo '{"ServerURL":"x","Username":"{{user}}","Secret":"hunter2"}'; else echo 'credentials not found'; exit 1; fi""");

        var found = await FindAsync(await ReadAsync(folder.Write("config.json", config), static _ => null, folder.Root), registry);

        Assert.That(found.Select(static one => (one.Username, one.Password)), Is.EqualTo(new[] { (user, "hunter2") }));
        Assert.That(found[0].ToString(), Does.Contain("docker-credential-vault").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task A_token_of_a_helper_program_is_a_refresh_token()
    {
        using var folder = new TemporaryFolder();
        Script(folder, """echo '{"Username":"<token>","Secret":"hunter2"}'""");

        var found = await FindAsync(await ReadAsync(folder.Write("config.json", """{"credsStore":"vault"}"""), static _ => null, folder.Root), "registry.example");

        Assert.That(found.Select(static one => (one.Username, one.Password, one.IdentityToken)), Is.EqualTo(new[] { ((string?)null, (string?)null, "hunter2") }));
    }

    [TestCase("""{"credsStore":"missing"}""", "docker-credential-missing could not be run: put it on PATH")]
    [TestCase("""{"credsStore":"../../bin/sh"}""", "is no name of a program")]
    [TestCase("""{"credsStore":"vault"}""", "docker-credential-vault gave no answer that can be read")]
    public async Task A_helper_program_that_fails_is_told_where_credentials_are_needed(string config, string problem)
    {
        using var folder = new TemporaryFolder();
        Script(folder, "echo hunter2");

        var keyring = await (await ReadAsync(folder.Write("config.json", config), static _ => null, folder.Root)).ForAsync("registry.example", CancellationToken.None);

        Assert.That(keyring.Problems.Single(), Does.Contain(problem).And.Not.Contain("hunter2"));
    }

    private static void Script(TemporaryFolder folder, string body) => folder.WriteScript("docker-credential-vault", body);

    private static Task<DockerLogins> ReadAsync(string? named, Func<string, string?> environment, string? programs = null) =>
        DockerLogins.ReadAsync(named, environment, new CredentialHelper(TimeProvider.System, programs), CancellationToken.None);

    private static async Task<IReadOnlyList<Registries.Credentials.RegistryCredential>> FindAsync(DockerLogins logins, string registry)
    {
        Assert.That(ImageReference.TryParse($"{registry}/any", out var reference, out var error), Is.True, error);
        return (await logins.ForAsync(registry, CancellationToken.None)).Find(reference!);
    }
}
