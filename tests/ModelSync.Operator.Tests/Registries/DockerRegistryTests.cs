using ModelSync.Operator.Registries;

namespace ModelSync.Operator.Tests.Registries;

/// <summary>The promises of the client, against the reference implementation of a registry.</summary>
[NonParallelizable]
public sealed class DockerRegistryTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_real_registry_is_understood(CancellationToken ct)
    {
        await using var registry = await DockerRegistry.StartAsync(ct);
        using var client = new ArtifactRegistry(
            new RegistryOptions { AllowLoopback = true, PlainHttp = new HashSet<string>(StringComparer.Ordinal) { registry.Host } }, TimeProvider.System, static () => 0.5);
        var keyring = Keyring(registry, DockerRegistry.Password);
        var oci = await registry.PushAsync("models/fraud", "1", "weights", ManifestTypes.OciManifest, ct);
        var docker = await registry.PushAsync("models/fraud", "2", "weights two", ManifestTypes.DockerManifest, ct);
        var index = await registry.PutAsync("models/fraud", "all", Index(oci, docker), ManifestTypes.OciIndex, ct);

        Assert.That((await client.ResolveAsync(Reference(registry, "models/fraud:1"), null, keyring, ct)).Value, Is.EqualTo(new RegistryManifest(oci, 7)));
        Assert.That((await client.ResolveAsync(Reference(registry, "models/fraud:2"), null, keyring, ct)).Value, Is.EqualTo(new RegistryManifest(docker, 11)));
        Assert.That((await client.ResolveAsync(Reference(registry, "models/fraud:all"), null, keyring, ct)).Value, Is.EqualTo(new RegistryManifest(index, null)));
        Assert.That((await client.ResolveAsync(Reference(registry, "models/fraud:2"), oci, keyring, ct)).Value!.Digest, Is.EqualTo(oci));
        Assert.That((await client.PeekAsync(Reference(registry, "models/fraud:all"), keyring, ct)).Value!.Digest, Is.EqualTo(index));
        Assert.That(await ProblemAsync("models/fraud:none", keyring), Is.EqualTo((RegistryProblem.ArtifactNotFound, true)));
        Assert.That(await ProblemAsync("models/fraud:1", Keyring(registry, "wrong")), Is.EqualTo((RegistryProblem.RegistryUnauthorized, true)));

        async Task<(RegistryProblem Problem, bool HasCode)> ProblemAsync(string rest, Keyring who)
        {
            var failure = (await client.ResolveAsync(Reference(registry, rest), null, who, ct)).Failure!;
            return (failure.Problem, failure.Message.Contains("MANIFEST_UNKNOWN", StringComparison.Ordinal) || failure.Message.Contains("UNAUTHORIZED", StringComparison.Ordinal));
        }
    }

    private static string Index(params string[] manifests)
    {
        var entries = manifests.Select(digest => $"{{\"mediaType\":\"{ManifestTypes.OciManifest}\",\"digest\":\"{digest}\",\"size\":300}}");
        return $"{{\"schemaVersion\":2,\"mediaType\":\"{ManifestTypes.OciIndex}\",\"manifests\":[{string.Join(',', entries)}]}}";
    }

    private static ImageReference Reference(DockerRegistry registry, string rest) =>
        ImageReference.TryParse($"{registry.Host}/{rest}", out var reference, out var error) ? reference : throw new FormatException(error);

    private static Keyring Keyring(DockerRegistry registry, string password)
    {
        Assert.That(RegistryPlace.TryParse(registry.Host, out var place), Is.True);
        return new Keyring([new KeyringEntry(place!, new RegistryCredential { Secret = "pull", Username = DockerRegistry.User, Password = password })], []);
    }
}
