using System.Net;

namespace ModelSync.Registries.Tests;

/// <summary>Registries may keep content elsewhere; nobody is led to a less safe place, or told what is for the registry.</summary>
public sealed class RedirectTests : RegistryTest
{
    [Test]
    public async Task A_redirect_is_followed_without_the_authorization()
    {
        var digest = Registry.Push("a", "1");
        await using var storage = await FakeRegistry.StartAsync();
        storage.Push("a", "1");
        Registry.Challenge = Registry.BearerChallenge;
        Registry.Before = http =>
        {
            if (http.Request.Headers.Authorization.ToString() is not "Bearer good")
            {
                return Task.FromResult(false);
            }

            http.Response.Headers.Location = $"http://{storage.Host}/v2/a/manifests/1";
            return Say(http, HttpStatusCode.TemporaryRedirect);
        };
        var client = Client(options => options with { PlainHttp = new HashSet<string>(StringComparer.Ordinal) { Registry.Host, storage.Host } });

        Assert.That(Manifest(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct)).Digest, Is.EqualTo(digest));
        Assert.That(storage.Requests.Single().Authorization, Is.Empty);
    }

    [TestCase("http://storage.example/a")]
    [TestCase("https://user:pw@storage.example/a")]
    [TestCase("file:///etc/passwd")]
    public async Task A_redirect_to_a_less_safe_place_is_not_followed(string location)
    {
        Registry.Before = http =>
        {
            http.Response.Headers.Location = location;
            return Say(http, HttpStatusCode.Found);
        };

        Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryAddressRefused);
        Assert.That(Registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_redirect_without_end_ends()
    {
        Registry.Before = http =>
        {
            http.Response.Headers.Location = "/v2/a/manifests/1";
            return Say(http, HttpStatusCode.Found);
        };

        Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryError);
        Assert.That(Registry.Requests, Has.Count.EqualTo(6));
    }
}
