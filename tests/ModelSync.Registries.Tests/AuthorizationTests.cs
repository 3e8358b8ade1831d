using System.Net;
using System.Text;
using ModelSync.Registries.Credentials;
using ModelSync.Testing;

namespace ModelSync.Registries.Tests;

/// <summary>Who is told which password and token, and who is not.</summary>
public sealed class AuthorizationTests : RegistryTest
{
    private static readonly string Basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FakeRegistry.User}:{FakeRegistry.Password}"))}";

    [Test]
    public async Task A_token_is_asked_for_with_the_pull_secret_and_used_again_until_it_ends()
    {
        var time = new ManualTimeProvider();
        Registry.Push("team/a", "1");
        Registry.Challenge = Registry.BearerChallenge;
        var client = Client(time: time);

        Manifest(await client.ResolveAsync(Registry.Reference("team/a:1"), null, Keyring(), Ct));
        Manifest(await client.PeekAsync(Registry.Reference("team/a:1"), Keyring(), Ct));
        Assert.That(Tokens().Select(request => request.Authorization), Is.EqualTo(new[] { Basic }));
        Assert.That(Tokens().Single().Query, Is.EqualTo("?service=fake&scope=repository%3Ateam%2Fa%3Apull"));

        time.Advance(TimeSpan.FromSeconds(291));
        Manifest(await client.PeekAsync(Registry.Reference("team/a:1"), Keyring(), Ct));
        Assert.That(Tokens(), Has.Count.EqualTo(2));
        var sent = Registry.Requests.Where(request => request.Path is not "/token").Select(request => request.Authorization);
        Assert.That(sent.Distinct(), Is.EquivalentTo(new[] { "", "Bearer good" }), "the password goes to the token server alone");
    }

    [Test]
    public async Task A_token_of_one_credential_is_used_for_no_other()
    {
        Registry.Push("a", "1");
        Registry.Challenge = Registry.BearerChallenge;
        var client = Client();

        Manifest(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct));
        Registry.TokenAnswer = "{\"token\":\"bad\"}";

        Failure(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(user: "mallory"), Ct), RegistryProblem.RegistryUnauthorized);
    }

    [Test]
    public async Task A_token_that_was_taken_back_is_replaced_once()
    {
        Registry.Push("a", "1");
        Registry.Challenge = Registry.BearerChallenge;
        var client = Client();
        Manifest(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct));

        Registry.Accepts = static authorization => authorization is "Bearer new";
        Registry.TokenAnswer = "{\"access_token\":\"new\"}";

        Manifest(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct));
    }

    [Test]
    public async Task Public_artifacts_are_read_with_a_token_for_nobody()
    {
        Registry.Push("a", "1");
        Registry.Challenge = Registry.BearerChallenge;

        Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), null, Credentials.Keyring.Empty, Ct));

        Assert.That(Tokens().Single().Authorization, Is.Empty);
    }

    [Test]
    public async Task An_identity_token_is_exchanged_and_never_sent_to_the_registry()
    {
        Registry.Push("a", "1");
        Registry.Challenge = Registry.BearerChallenge;

        Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(identity: "refresh-me"), Ct));

        Assert.That(Tokens().Single().Body, Does.Contain("grant_type=refresh_token").And.Contain("refresh_token=refresh-me"));
        Assert.That(Tokens().Single().Body, Does.Contain("scope=repository%3Aa%3Apull"));
        Assert.That(Registry.Requests.Select(request => request.Authorization), Has.None.Contains("refresh-me"));
    }

    [Test]
    public async Task A_password_is_sent_to_a_registry_that_asks_for_one()
    {
        Registry.Push("a", "1");
        Registry.Challenge = "Basic realm=\"fake\"";
        Registry.Accepts = authorization => string.Equals(authorization, Basic, StringComparison.Ordinal);

        Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct));
    }

    [Test]
    public async Task A_password_is_not_sent_to_a_host_that_it_is_not_for()
    {
        Registry.Challenge = "Basic realm=\"fake\"";

        var result = await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring("registry.example"), Ct);

        var failure = Failure(result, RegistryProblem.RegistryUnauthorized);
        Assert.That(failure.Message, Does.Contain("no pull secret of the version has an entry for").And.Contain("401 UNAUTHORIZED").And.Contain("pullSecrets"));
        Assert.That(Registry.Requests.Select(request => request.Authorization), Is.All.Empty);
    }

    [Test]
    public async Task A_refusal_names_the_pull_secret_that_was_tried_and_those_that_could_not_be()
    {
        Registry.Challenge = "Basic realm=\"fake\"";
        var keyring = Keyring(password: "hunter2-wrong");
        var entries = keyring.Find(Registry.Reference("a")).Select(one => new KeyringEntry(Place(), one));
        keyring = new Keyring(entries, ["pull secret other is not there: create it"]);

        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, keyring, Ct), RegistryProblem.RegistryUnauthorized);

        Assert.That(failure.Message, Does.Contain("tried: pull secret pull").And.Contain("pull secret other is not there"));
    }

    [Test]
    public async Task Who_is_known_and_may_not_read_is_told_so()
    {
        Registry.Challenge = Registry.BearerChallenge;
        Registry.Before = http =>
            http.Request.Headers.Authorization.ToString() is "Bearer good" ? Say(http, HttpStatusCode.Forbidden) : Task.FromResult(false);

        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryForbidden);

        Assert.That(failure.Message, Does.Contain("may not be pulled").And.Contain("pull secret pull"));
    }

    [Test]
    public async Task Another_credential_is_tried_where_one_is_not_accepted_or_sees_nothing()
    {
        Registry.Push("a", "1");
        Registry.Challenge = "Basic realm=\"fake\"";
        Registry.Accepts = static authorization => authorization.Length > 0;
        Registry.Before = http => http.Request.Headers.Authorization.Count > 0 && http.Request.Headers.Authorization.ToString() != Basic
            ? Say(http, HttpStatusCode.NotFound)
            : Task.FromResult(false);
        var wrong = new RegistryCredential { Origin = "first", Username = "nobody", Password = "hunter2" };
        var right = Keyring().Find(Registry.Reference("a")).Single();
        var keyring = new Keyring([new KeyringEntry(Place(), wrong), new KeyringEntry(Place(), right)], []);

        Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), null, keyring, Ct));
    }

    [TestCase("http://auth.example/token")]
    [TestCase("ftp://auth.example/token")]
    [TestCase("https://user@auth.example/token")]
    [TestCase("/token")]
    public async Task No_token_is_asked_for_where_everybody_could_listen(string realm)
    {
        Registry.Challenge = $"Bearer realm=\"{realm}\"";

        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryNotTrusted);

        Assert.That(failure.Message, Does.Contain("token server").And.Contain("--plain-http-registries"));
        Assert.That(Registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("{}")]
    [TestCase("hunter2")]
    [TestCase("{\"token\":\"a\\r\\nX-Evil: 1\"}")]
    [TestCase("[]")]
    public async Task A_token_server_that_gives_no_token_is_told_of(string answer)
    {
        Registry.Challenge = Registry.BearerChallenge;
        Registry.TokenAnswer = answer;

        Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryError);
    }

    private List<FakeRequest> Tokens() => [.. Registry.Requests.Where(request => request.Path is "/token")];

    private RegistryPlace Place() => RegistryPlace.TryParse(Registry.Host, out var place) ? place : throw new FormatException(Registry.Host);
}
