using System.Text;
using ModelSync.Api;
using ModelSync.Api.Versions;
using ModelSync.Registries.Tests;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>Promises that depend on what Kubernetes really does; a server that knows CEL refuses some of it first, with the same words.</summary>
public sealed class ModelVersionControllerTests : VersionTest
{
    [Test]
    public async Task A_private_version_is_pinned_with_its_pull_secret_which_nothing_shows()
    {
        Registry.Challenge = Registry.BearerChallenge;
        Registry.Before = static http =>
            http.Request.Path.Value is "/token" && http.Request.Headers.Authorization.Count == 0 ? Refuse(http) : Task.FromResult(false);
        await CreateSecretAsync();
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync(spec => spec with { PullSecrets = [new LocalReference { Name = "pull" }] });

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        Assert.That(version.Status!.Components!.Single(), Is.EqualTo(new ResolvedComponent
        {
            Name = "weights",
            Uri = $"oci://{Registry.Host}/models/fraud@{Digest}",
            Digest = Digest,
            Strength = DigestStrength.Content,
            Size = 7,
        }));
        Assert.That(version.Status.Conditions!.Select(condition => condition.ObservedGeneration), Is.All.EqualTo(version.Metadata.Generation));
        await Namespace.RunAsync(["wait", "--for=condition=Ready", $"modelversion/{Name}", "--timeout=10s"], input: null, Ct);
        await UntilEventAsync("Pinned");
        var shown = string.Join('\n', running.Logs) + await Namespace.RunAsync(["get", "events,modelversions", "-o", "yaml"], input: null, Ct);
        Assert.That(shown, Does.Not.Contain(FakeRegistry.Password));
    }

    [Test]
    public async Task A_refusal_names_the_registrys_word_and_the_secret_and_mends_by_itself_when_the_artifact_comes()
    {
        Registry.Delete("models/fraud", "1");
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync();

        var failed = await UntilAsync(status => status.Phase is ModelVersionPhase.Failed, "it has failed");
        Assert.That(failed.Status!.Condition("Stalled").Reason, Is.EqualTo("ArtifactNotFound"));
        Assert.That(failed.Status!.Condition("Stalled").Message, Does.Contain("404 MANIFEST_UNKNOWN"));
        await UntilEventAsync("ArtifactNotFound");

        Registry.Push("models/fraud", "1");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
    }

    [Test]
    public async Task An_invalid_spec_is_rejected_with_the_words_of_the_rule()
    {
        const string Words = "components must have exactly one component with role Weights";
        await using var running = new RunningOperator(Namespace, Registry.Host);
        var refusal = await CreateAsync(spec => spec with { Components = [.. spec.Components!, spec.Components![0] with { Name = "more" }] });
        if (refusal is not null)
        {
            Assert.That(refusal, Does.Contain(Words));
            return;
        }

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Rejected, "it is rejected");

        Assert.That(version.Status!.Condition("Accepted"), Has.Property("Reason").EqualTo("InvalidSpec").And.Property("Message").Contains(Words));
        Assert.That(Registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_spec_that_changes_behind_the_pins_is_told_and_the_pins_stay()
    {
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync();
        var pinned = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        var refusal = await PatchAsync("""{"spec":{"parameters":{"threshold":"0.1"}}}""");
        if (refusal is not null)
        {
            Assert.That(refusal, Does.Contain("parameters cannot change after creation"));
            return;
        }

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Failed, "it has failed");

        Assert.That(version.Status!.Condition("Verified").Reason, Is.EqualTo("SpecMutated"));
        Assert.That(version.Status!.PackageDigest, Is.EqualTo(pinned.Status!.PackageDigest));
        Assert.That(version.Status!.Components, Is.EqualTo(pinned.Status!.Components));
    }

    [Test]
    public async Task A_restart_writes_nothing_and_asks_nobody()
    {
        await using (new RunningOperator(Namespace, Registry.Host))
        {
            await CreateAsync();
            await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        }

        var before = await GetAsync(Name);
        var asked = Registry.Requests.Count;
        await using var again = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync(spec => spec with { Version = "2.0.0" }, "fraud-2.0.0");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "the next one is ready", "fraud-2.0.0");

        Assert.That((await GetAsync(Name))!.Metadata.ResourceVersion, Is.EqualTo(before!.Metadata.ResourceVersion));
        Assert.That(Registry.Requests, Has.Count.EqualTo(asked + 1));
    }

    private static Task<bool> Refuse(Microsoft.AspNetCore.Http.HttpContext http)
    {
        http.Response.StatusCode = 401;
        return Task.FromResult(true);
    }

    private async Task CreateSecretAsync()
    {
        var config = $"{{\"auths\":{{\"{Registry.Host}\":{{\"username\":\"{FakeRegistry.User}\",\"password\":\"{FakeRegistry.Password}\"}}}}}}";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(config));
        await Namespace.ApplyAsync(
            $$$"""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"pull"},"type":"kubernetes.io/dockerconfigjson",
            "data":{".dockerconfigjson":"{{{data}}}"}}
            """,
            Ct);
    }
}
