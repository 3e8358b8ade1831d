using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TokenFileCredentialsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggerFactory _log = new();
    private TemporaryFolder _folder = null!;
    private TokenFileCredentials _credentials = null!;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _credentials = new TokenFileCredentials(_folder["token"], _time, _log.CreateLogger<TokenFileCredentials>());
    }

    [TearDown]
    public async Task Delete()
    {
        await _credentials.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task The_token_is_trimmed()
    {
        _folder.Write("token", "  one\r\n\n");

        Assert.That(await TokenAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task A_renewed_file_is_read_within_a_minute_and_not_before()
    {
        _folder.Write("token", "one");
        await TokenAsync();

        _folder.Write("token", "two");
        _time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.That(await TokenAsync(), Is.EqualTo("one"));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That(await TokenAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_refused_token_is_read_again_at_once()
    {
        _folder.Write("token", "one");
        var one = await _credentials.GetAsync(CancellationToken.None);
        _folder.Write("token", "two");

        _credentials.Invalidate(one);

        Assert.That(await TokenAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_refused_token_that_was_not_renewed_shows_the_same()
    {
        _folder.Write("token", "one");
        var one = await _credentials.GetAsync(CancellationToken.None);

        _credentials.Invalidate(one);

        Assert.That((await _credentials.GetAsync(CancellationToken.None)).ShowsSameAs(one), Is.True);
    }

    [TestCase(null)]
    [TestCase(" \n")]
    [TestCase("two tokens")]
    public async Task A_file_that_goes_bad_leaves_the_last_token_in_use(string? content)
    {
        _folder.Write("token", "one");
        await TokenAsync();
        if (content is null)
        {
            File.Delete(_folder["token"]);
        }
        else
        {
            _folder.Write("token", content);
        }

        _time.Advance(Minute);
        Assert.That(await TokenAsync(), Is.EqualTo("one"));
        Assert.That(_log.Messages, Has.Exactly(1).Contains("the last good content stays in use"));

        _folder.Write("token", "two");
        _time.Advance(Minute);
        Assert.That(await TokenAsync(), Is.EqualTo("two"));
    }

    [TestCase(null, "cannot be read")]
    [TestCase("\n", "is empty")]
    [TestCase("s3cret s3cret", "something else than one bearer token")]
    public void GetAsync_no_token_from_the_start_names_the_file_and_not_its_content(string? content, string message)
    {
        if (content is not null)
        {
            _folder.Write("token", content);
        }

        var error = Assert.ThrowsAsync<CredentialException>(() => TokenAsync());

        Assert.That(error!.Message, Does.Contain(_folder["token"]).And.Contain(message));
        Assert.That(error.ToString(), Does.Not.Contain("s3cret"));
    }

    [Test]
    public async Task A_file_that_appears_later_is_found_at_once()
    {
        Assert.ThrowsAsync<CredentialException>(() => TokenAsync());
        _folder.Write("token", "one");

        Assert.That(await TokenAsync(), Is.EqualTo("one"));
    }

    [TestCase(null)]
    [TestCase("\n")]
    [TestCase("two tokens")]
    public async Task The_initial_token_is_shown_until_the_file_could_be_read(string? content)
    {
        await using var credentials = new TokenFileCredentials(_folder["token"], _time, _log.CreateLogger<TokenFileCredentials>(), "initial");
        if (content is not null)
        {
            _folder.Write("token", content);
        }

        Assert.That((await credentials.GetAsync(CancellationToken.None)).Authorization?.Parameter, Is.EqualTo("initial"));
        _folder.Write("token", "one");
        Assert.That((await credentials.GetAsync(CancellationToken.None)).Authorization?.Parameter, Is.EqualTo("one"));
        File.Delete(_folder["token"]);
        _time.Advance(Minute);
        Assert.That((await credentials.GetAsync(CancellationToken.None)).Authorization?.Parameter, Is.EqualTo("one"));
    }

    [Test]
    public async Task The_initial_token_of_the_configuration_is_used()
    {
        var config = new ClusterConfig { Server = new Uri("https://a"), Credentials = new TokenFileCredentialConfig { Path = _folder["token"], InitialToken = "initial" } };
        await using var credentials = CredentialSources.Create(config, Minute, _time, _log);

        Assert.That((await credentials.GetAsync(CancellationToken.None)).Authorization?.Parameter, Is.EqualTo("initial"));
        Assert.That(
            () => CredentialSources.Create(config with { Credentials = new TokenFileCredentialConfig { Path = "/t", InitialToken = "s3cret s3cret" } }, Minute, _time, _log),
            Throws.InstanceOf<KubeConfigException>().With.Message.Contains("token").And.Message.Not.Contains("s3cret"));
    }

    [Test]
    public async Task Nothing_prints_the_token()
    {
        _folder.Write("token", "s3cret");
        var credential = await _credentials.GetAsync(CancellationToken.None);

        Assert.That(credential.ToString(), Does.Not.Contain("s3cret").And.Contain("Bearer"));
    }

    private async Task<string?> TokenAsync() => (await _credentials.GetAsync(CancellationToken.None)).Authorization?.Parameter;
}
