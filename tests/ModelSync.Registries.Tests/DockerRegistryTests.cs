using ModelSync.Kubernetes.Config;
using ModelSync.Registries.Credentials;
using ModelSync.Registries.Protocol;

namespace ModelSync.Registries.Tests;

/// <summary>The promises of the client, against the reference implementation of a registry.</summary>
[NonParallelizable]
public sealed class DockerRegistryTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_real_registry_is_understood(CancellationToken ct)
    {
        await using var registry = await DockerRegistry.StartAsync(ct);
        var named = new HashSet<string>(StringComparer.Ordinal) { registry.Host };
        using var client = new ArtifactRegistry(new RegistryOptions { Addresses = new AddressPolicy(AllowLoopback: true), PlainHttp = named }, TimeProvider.System, static () => 0.5);
        var keyring = Keyring(registry, DockerRegistry.Password);
        var oci = await registry.PushAsync("models/fraud", "1", "weights", ManifestTypes.OciManifest, ct);
        var docker = await registry.PushAsync("models/fraud", "2", "weights two", ManifestTypes.DockerManifest, ct);
        var index = await registry.PutAsync("models/fraud", "all", Index(oci, docker), ManifestTypes.OciIndex, ct);

        Assert.That((await AskAsync("models/fraud:1", keyring)).Value, Is.EqualTo(new RegistryManifest(oci, 7)));
        Assert.That((await AskAsync("models/fraud:2", keyring)).Value, Is.EqualTo(new RegistryManifest(docker, 11)));
        Assert.That((await AskAsync("models/fraud:all", keyring)).Value, Is.EqualTo(new RegistryManifest(index, null)));
        Assert.That((await AskAsync("models/fraud:2", keyring, oci)).Value!.Digest, Is.EqualTo(oci));
        Assert.That((await client.PeekAsync(Reference(registry, "models/fraud:all"), keyring, ct)).Value!.Digest, Is.EqualTo(index));
        var missing = (await AskAsync("models/fraud:none", keyring)).Failure!;
        Assert.That(missing.Problem, Is.EqualTo(RegistryProblem.ArtifactNotFound), missing.Message);
        Assert.That(missing.Message, Does.Contain("MANIFEST_UNKNOWN"));
        var refused = (await AskAsync("models/fraud:1", Keyring(registry, "wrong"))).Failure!;
        Assert.That(refused.Problem, Is.EqualTo(RegistryProblem.RegistryUnauthorized), refused.Message);
        Assert.That(refused.Message, Does.Contain("UNAUTHORIZED"));

        Task<RegistryResult<RegistryManifest>> AskAsync(string rest, Keyring who, string? digest = null) =>
            client.ResolveAsync(Reference(registry, rest), digest, who, ct);
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
        return new Keyring([new KeyringEntry(place!, new RegistryCredential { Origin = "pull", Username = DockerRegistry.User, Password = password })], []);
    }
}
