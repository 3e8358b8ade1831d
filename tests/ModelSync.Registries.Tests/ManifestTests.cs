using System.Net;
using ModelSync.Registries.Protocol;

namespace ModelSync.Registries.Tests;

/// <summary>What is learned from a registry that lets everybody read, and what its faults come to.</summary>
public sealed class ManifestTests : RegistryTest
{
    private const string Other = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    [Test]
    public async Task A_tag_is_resolved_to_the_digest_of_the_bytes()
    {
        var digest = Registry.Push("models/fraud", "1");

        var manifest = Manifest(await Client().ResolveAsync(Registry.Reference("models/fraud:1"), null, Keyring(), Ct));

        Assert.That((manifest.Digest, manifest.Size), Is.EqualTo((digest, 7L)));
        Assert.That(Registry.Requests.Single().Authorization, Is.Empty, "nobody is told a password who has not asked for one");
    }

    [Test]
    public async Task An_index_is_kept_as_it_is()
    {
        var digest = Registry.Push("models/fraud", "latest", "{\"manifests\":[{\"size\":7}]}", ManifestTypes.OciIndex);

        var manifest = Manifest(await Client().ResolveAsync(Registry.Reference("models/fraud"), null, Keyring(), Ct));

        Assert.That(manifest, Is.EqualTo(new RegistryManifest(digest, null)));
    }

    [Test]
    public async Task A_declared_digest_is_what_is_asked_for_whatever_the_tag_leads_to()
    {
        var digest = Registry.Push("a", "1", "{\"layers\":[]}");
        Registry.Push("a", "1", "{\"layers\":[{\"size\":2}]}");

        Assert.That(Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), digest, Keyring(), Ct)).Digest, Is.EqualTo(digest));
    }

    [Test]
    public async Task Bytes_that_are_not_those_of_the_digest_are_a_mismatch()
    {
        Registry.Push("a", Other);
        var asked = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), Other, Keyring(), Ct), RegistryProblem.DigestMismatch);
        Assert.That(asked.Message, Does.Contain(Other).And.Contain("was asked for"));

        Registry.Push("a", "1");
        Registry.DigestHeader = static _ => Other;
        var said = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.DigestMismatch);
        Assert.That(said.Message, Does.Contain($"the registry says {Other}"));
    }

    [Test]
    public async Task A_tag_is_looked_at_by_head_alone_and_by_get_where_that_says_no_digest()
    {
        var digest = Registry.Push("a", "1");
        Assert.That(Manifest(await Client().PeekAsync(Registry.Reference("a:1"), Keyring(), Ct)).Digest, Is.EqualTo(digest));
        Assert.That(Registry.Requests.Select(request => request.Method), Is.EqualTo(new[] { "HEAD" }));

        Registry.DigestHeader = static _ => null;
        Assert.That(Manifest(await Client().PeekAsync(Registry.Reference("a:1"), Keyring(), Ct)).Digest, Is.EqualTo(digest));
        Assert.That(Registry.Requests.Select(request => request.Method), Is.EqualTo(new[] { "HEAD", "HEAD", "GET" }));
    }

    [Test]
    public async Task What_is_not_there_is_told_with_the_registrys_code_and_not_its_text()
    {
        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.ArtifactNotFound);

        Assert.That(failure.Message, Does.Contain($"{Registry.Host}/a:1").And.Contain("404 MANIFEST_UNKNOWN").And.Contain("push it"));
        Assert.That(failure.IsTransient, Is.False);
        Failure(await Client().PeekAsync(Registry.Reference("a:1"), Keyring(), Ct), RegistryProblem.ArtifactNotFound);
    }

    [Test]
    public async Task A_registry_that_stumbles_is_asked_again()
    {
        var digest = Registry.Push("a", "1");
        Registry.Before = http => Registry.Requests.Count <= 2 ? Say(http, HttpStatusCode.ServiceUnavailable) : Task.FromResult(false);

        Assert.That(Manifest(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct)).Digest, Is.EqualTo(digest));
        Assert.That(Registry.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(HttpStatusCode.BadGateway, "RegistryError", 3, true)]
    [TestCase(HttpStatusCode.TooManyRequests, "RegistryRateLimited", 3, true)]
    [TestCase(HttpStatusCode.Forbidden, "RegistryForbidden", 1, false)]
    [TestCase(HttpStatusCode.NotImplemented, "RegistryError", 3, true)]
    [TestCase(HttpStatusCode.Gone, "RegistryError", 1, true)]
    public async Task A_status_that_stays_is_told_for_what_it_is(HttpStatusCode status, string problem, int tries, bool isTransient)
    {
        Registry.Before = http => Say(http, status);

        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), Enum.Parse<RegistryProblem>(problem));

        Assert.That((Registry.Requests.Count, failure.IsTransient), Is.EqualTo((tries, isTransient)), failure.Message);
        Assert.That(failure.Message, Does.Contain($"{(int)status}"));
    }

    [Test]
    public async Task A_short_wait_is_waited_for_and_a_long_one_is_left_to_a_later_attempt()
    {
        Registry.Before = http =>
        {
            http.Response.Headers.RetryAfter = "120";
            return Say(http, HttpStatusCode.TooManyRequests);
        };

        var failure = Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryRateLimited);

        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(120)));
        Assert.That(Registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_without_end_is_cut_off()
    {
        Registry.Before = async http =>
        {
            http.Response.ContentType = ManifestTypes.OciManifest;
            for (var i = 0; i < 64; i++)
            {
                await http.Response.Body.WriteAsync(new byte[4096], http.RequestAborted);
            }

            return true;
        };

        var failure = Failure(
            await Client(options => options with { MaxManifestBytes = 64 * 1024 }).ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct),
            RegistryProblem.UnsupportedArtifact);
        Assert.That(failure.Message, Does.Contain("65536 bytes"));
    }

    [Test]
    public async Task An_answer_that_never_comes_is_given_up()
    {
        Registry.Before = async http =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        var client = Client(options => options with { RequestTimeout = TimeSpan.FromMilliseconds(100), Retries = 1 });

        var failure = Failure(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryUnreachable);

        Assert.That(failure.Message, Does.Contain("did not answer in time"));
        Assert.That(Registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_no_manifest_is_not_pinned()
    {
        Registry.Push("a", "1", "<html>hunter2</html>", "text/html");

        Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.UnsupportedArtifact);
    }

    [Test]
    public async Task A_registry_gets_a_few_requests_at_once_and_others_come_later()
    {
        Registry.Push("a", "1");
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Registry.Before = async _ =>
        {
            await release.Task;
            return false;
        };
        var client = Client(options => options with { RequestsPerRegistry = 2, LongestTurn = TimeSpan.FromMilliseconds(50) });

        var first = client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct);
        var second = client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct);
        var third = await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct);
        release.SetResult();

        Assert.That(third.Failure!.Problem, Is.EqualTo(RegistryProblem.RegistryBusy));
        Manifest(await first);
        Manifest(await second);
        Manifest(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct));
    }
}
