using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Whatever happens to a kubeconfig's bytes, parsing ends in a configuration or in a KubeConfigException, and what strict mode accepts is safe.</summary>
public sealed class KubeConfigFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        Encoding.UTF8.GetBytes(ConfigSamples.Valid),
        Encoding.UTF8.GetBytes(ConfigSamples.Document()),
        Encoding.UTF8.GetBytes(ConfigSamples.Document(
            cluster: "a: &a {b: [1, ~]}\nc: *a\nd: {<<: *a}\ninsecure-skip-tls-verify: false\nextensions: [{name: client.authentication.k8s.io/exec, extension: {x: 0x1F, y: 1e5}}]",
            user: "tokenFile: /etc/f\nas: bob\nas-groups: [a, b]\nas-user-extra: {k: [v]}\nexec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./x, args: ['a b']}")),
        """{"current-context":"a","contexts":[{"name":"a","context":{"cluster":"a","user":"a"}}],"clusters":[{"name":"a","cluster":{"server":"https://a"}}],"users":[{"name":"a","user":{"token":"t"}}]}"""u8.ToArray(),
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "exec:", "tokenFile: /etc/passwd", "certificate-authority: x", "&a ", "*a", "<<: ", "!!binary ", "!x ", "? ", "- ", ": ", "\n", "\n  ", "\n      ", "\t", "'", "\"", "\\x", "|", ">-", "{", "}", "[", "]",
            ",", "%YAML 9.9\n", "%TAG ! x\n", "---\n", "...\n", "#", "@", "`", "\0", "\uFEFF", "\u2028", "\u0085", "~", "0x", "1e999", "https://", "http://", "file:///", "169.254.169.254", "127.1", "[::1]", "%25", "true",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ];

    private static Arbitrary<byte[]> Mutants => Gen.Sized(size =>
        from seed in Gen.Elements(Seeds)
        from mutations in Gen.ArrayOf(Mutation, 1 + (size / 50))
        select mutations.Aggregate(seed, (bytes, mutate) => mutate(bytes))).ToArbitrary();

    private static Gen<Func<byte[], byte[]>> Mutation =>
        from at in Gen.Choose(0, 10_000)
        from length in Gen.Choose(1, 40)
        from value in Gen.Choose(0, 255)
        from token in Gen.Elements(Tokens)
        from kind in Gen.Choose(0, 4)
        select (Func<byte[], byte[]>)(bytes => Mutate(bytes, at % (bytes.Length + 1), length, (byte)value, token, kind));

    private static byte[] Mutate(byte[] bytes, int at, int length, byte value, byte[] token, int kind)
    {
        var end = Math.Min(bytes.Length, at + length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => bytes[..at],
            _ => [.. bytes[..at], .. token, .. bytes[at..]],
        };
    }

    [Test]
    public void Strict_parsing_of_mutants_throws_nothing_else_and_accepts_nothing_unsafe()
    {
        var accepted = 0;
        Prop.ForAll(Mutants, bytes => IsSafe(() => StrictKubeConfig.Parse(bytes), ref accepted)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(4000));
        Assert.That(accepted, Is.GreaterThan(20), "the mutants are so wild that the property says nothing");
    }

    [Test]
    public void Parsing_of_mutants_throws_nothing_else()
    {
        var accepted = 0;
        Prop.ForAll(Mutants, bytes => IsKubeConfig(bytes, ref accepted)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(4000));
        Assert.That(accepted, Is.GreaterThan(20), "the mutants are so wild that the property says nothing");
    }

    [TestCase("a: {b: c, *d}")]
    [TestCase("*a : b")]
    [TestCase("{a: b, ? }")]
    [TestCase("a:\n  - b\n c: d")]
    [TestCase("- a\nb: c")]
    [TestCase("a: 'b' c")]
    [TestCase("a: &b\n&c d: e")]
    public void Parsing_of_what_the_fuzzer_tried_throws_nothing_else(string text)
    {
        var accepted = 0;
        Assert.That(IsKubeConfig(Encoding.UTF8.GetBytes(text), ref accepted), Is.True);
    }

    [TestCase("a", 1_000_000)]
    [TestCase("? ", 400_000)]
    [TestCase("{a,", 300_000)]
    [TestCase("a: b\n", 200_000)]
    [TestCase("- a\n", 200_000)]
    [TestCase("\"", 1_000_000)]
    [TestCase("a:\n", 300_000)]
    [TestCase("#\n", 500_000)]
    [TestCase("%", 1_000_000)]
    [TestCase("!a ", 300_000)]
    [TestCase("&a ", 300_000)]
    [CancelAfter(60_000)]
    public void Strict_parsing_of_a_large_repetition_ends(string unit, int count, CancellationToken cancellationToken)
    {
        var text = string.Concat(Enumerable.Repeat(unit, count));
        Assert.Throws<KubeConfigException>(() => StrictKubeConfig.Parse(text).ToString());
        Assert.That(cancellationToken.IsCancellationRequested, Is.False, "parsing took longer than a minute");
    }

    private static bool IsKubeConfig(byte[] bytes, ref int accepted)
    {
        try
        {
            _ = KubeConfig.Parse(bytes, "cfg", "/etc/kube").ToClusterConfig();
            accepted++;
            return true;
        }
        catch (KubeConfigException exception)
        {
            return !exception.Message.Any(char.IsControl);
        }
    }

    private static bool IsSafe(Func<ClusterConfig> parse, ref int accepted)
    {
        ClusterConfig config;
        try
        {
            config = parse();
        }
        catch (KubeConfigException exception)
        {
            return !exception.Message.Any(char.IsControl);
        }

        accepted++;
        return config is { Server.Scheme: "https", ProxyUrl: null, ExecExtensionJson: null, Tls: { SkipVerification: false, CertificateAuthority: null or { Path: null } } }
            && config.Credentials is null or TokenCredentialConfig or CertificateCredentialConfig
            && config.Credentials?.ClientCertificate is null or { Certificate.Path: null, Key.Path: null };
    }
}
