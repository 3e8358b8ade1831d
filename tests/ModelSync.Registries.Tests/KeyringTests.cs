using System.Text;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Registries.Credentials;
using ModelSync.Registries.Protocol;

namespace ModelSync.Registries.Tests;

public sealed class KeyringTests
{
    [TestCase("registry.example", "registry.example/a", true)]
    [TestCase("https://registry.example/v2/", "registry.example/a", true)]
    [TestCase("https://index.docker.io/v1/", "ubuntu", true)]
    [TestCase("docker.io", "vllm/vllm-openai", true)]
    [TestCase("registry.example/team", "registry.example/team/model", true)]
    [TestCase("registry.example/team", "registry.example/other/model", false)]
    [TestCase("registry.example:5000", "registry.example/a", false)]
    [TestCase("registry.example", "registry.example:5000/a", false)]
    [TestCase("*.example", "registry.example/a", true)]
    [TestCase("*.example", "deep.registry.example/a", false)]
    [TestCase("reg*-eu.example", "registry-eu.example/a", true)]
    [TestCase("registry.example", "registry.example.evil.test/a", false)]
    [TestCase("registry.example", "evil-registry.example/a", false)]
    [TestCase("example", "registry.example/a", false)]
    public void A_credential_is_for_the_hosts_and_paths_that_the_kubelet_would_use_it_for(string key, string image, bool isMeant)
    {
        var keyring = Read(key, "\"username\":\"u\",\"password\":\"p\"");

        Assert.That(keyring.Find(Reference(image)), Has.Count.EqualTo(isMeant ? 1 : 0));
    }

    [Test]
    public void The_most_specific_entry_comes_first_whatever_their_order()
    {
        var keyring = Keyring(Secret("one", """
            {"auths":{"*.example":{"username":"star","password":"p"},"registry.example":{"username":"host","password":"p"},
            "registry.example/team":{"username":"team","password":"p"},"registry.example/team/model":{"username":"model","password":"p"}}}
            """));

        Assert.That(keyring.Find(Reference("registry.example/team/model")).Select(one => one.Username), Is.EqualTo(new[] { "model", "team", "host", "star" }));
    }

    [Test]
    public void Auth_wins_over_username_and_password_and_may_be_padded()
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("robot$x:pass:word\0\0"));
        var found = Read("registry.example", $"\"username\":\"u\",\"password\":\"p\",\"auth\":\"{auth}\"").Find(Reference("registry.example/a")).Single();

        Assert.That((found.Username, found.Password), Is.EqualTo(("robot$x", "pass:word")));
    }

    [Test]
    public void The_older_type_of_secret_is_read_too()
    {
        var keyring = Keyring(Secret("one", """{"registry.example":{"username":"u","password":"p"}}""", "kubernetes.io/dockercfg", ".dockercfg"));

        Assert.That(keyring.Find(Reference("registry.example/a")).Single().Username, Is.EqualTo("u"));
    }

    [TestCase("Opaque", ".dockerconfigjson", "{}", "has type Opaque")]
    [TestCase("kubernetes.io/dockerconfigjson", "config.json", "{}", "has no .dockerconfigjson")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "hunter2", "is no JSON")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "[\"hunter2\"]", "has no auths")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":[]}", "has no auths")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"registry.example\":{\"auth\":\"hunter2\"}}}", "entry without")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"registry.example\":7}}", "entry without")]
    [TestCase("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"a:x\":{\"username\":\"u\",\"password\":\"hunter2\"}}}", "entry without")]
    public void What_is_wrong_with_a_secret_is_said_without_its_content(string type, string key, string content, string expected)
    {
        var entries = DockerConfigReader.Read(Secret("pull", content, type, key), out var problem);

        Assert.That(entries, Is.Empty);
        Assert.That(problem, Does.Contain(expected).And.Contain("pull").And.Not.Contain("hunter2"));
    }

    [Test]
    public void Nothing_prints_a_password()
    {
        var keyring = Read("registry.example", "\"username\":\"u\",\"password\":\"hunter2\",\"identitytoken\":\"hunter2\"");
        var credential = keyring.Find(Reference("registry.example/a")).Single();

        Assert.That($"{credential} {credential.Fingerprint} {new KeyringEntry(Place("registry.example"), credential)}", Does.Not.Contain("hunter2"));
        Assert.That(new RegistryToken("hunter2", DateTimeOffset.UnixEpoch).ToString(), Does.Not.Contain("hunter2"));
    }

    private static RegistryPlace Place(string key) => RegistryPlace.TryParse(key, out var place) ? place : throw new FormatException(key);

    private static ImageReference Reference(string text) =>
        ImageReference.TryParse(text, out var reference, out var error) ? reference : throw new FormatException(error);

    private static Keyring Read(string key, string members) => Keyring(Secret("pull", $"{{\"auths\":{{\"{key}\":{{{members}}}}}}}"));

    private static Keyring Keyring(Secret secret)
    {
        var entries = DockerConfigReader.Read(secret, out var problem);
        Assert.That(problem, Is.Null);
        return new Keyring(entries, []);
    }

    private static Secret Secret(string name, string content, string type = "kubernetes.io/dockerconfigjson", string key = ".dockerconfigjson") => new()
    {
        Metadata = new ObjectMeta { Namespace = "team", Name = name },
        Type = type,
        Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [key] = Encoding.UTF8.GetBytes(content) },
    };
}
