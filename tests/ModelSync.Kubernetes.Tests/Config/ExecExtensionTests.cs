using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>The cluster's exec extension reaches plugins as JSON with the types that kubectl's YAML reader gives.</summary>
public sealed class ExecExtensionTests
{
    [TestCase("text", "\"text\"")]
    [TestCase("'123'", "\"123\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("a\"b", "\"a\\u0022b\"")]
    [TestCase("123", "123")]
    [TestCase("-7", "-7")]
    [TestCase("+7", "7")]
    [TestCase("0x1F", "31")]
    [TestCase("0b101", "5")]
    [TestCase("0o17", "15")]
    [TestCase("017", "15")]
    [TestCase("09", "9")]
    [TestCase("1_000", "1000")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("-9223372036854775808", "-9223372036854775808")]
    [TestCase("18446744073709551615", "18446744073709551615")]
    [TestCase("18446744073709551616", "18446744073709552000")]
    [TestCase("1.5", "1.5")]
    [TestCase("-.5", "-0.5")]
    [TestCase("1e3", "1000")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("0x", "\"0x\"")]
    [TestCase("+", "\"+\"")]
    [TestCase(".", "\".\"")]
    [TestCase("10.0.0.1", "\"10.0.0.1\"")]
    [TestCase("2024-01-01", "\"2024-01-01\"")]
    [TestCase("true", "true")]
    [TestCase("Off", "false")]
    [TestCase("yes", "true")]
    [TestCase("null", "null")]
    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("''", "\"\"")]
    [TestCase("[1, a, [null]]", "[1,\"a\",[null]]")]
    [TestCase("{1: a, yes: b, c: {}}", "{\"1\":\"a\",\"true\":\"b\",\"c\":{}}")]
    public void ExecExtension_Scalar_KeepsItsType(string yaml, string json)
    {
        var config = KubeConfig.Parse(ConfigSamples.Document(
            cluster: $"extensions:\n- name: other\n  extension: 1\n- name: client.authentication.k8s.io/exec\n  extension:\n    value: {yaml}"));
        using var actual = System.Text.Json.JsonDocument.Parse(config.ToClusterConfig().ExecExtensionJson!);
        using var expected = System.Text.Json.JsonDocument.Parse($"{{\"value\":{json}}}");
        Assert.That(System.Text.Json.JsonElement.DeepEquals(actual.RootElement, expected.RootElement), Is.True, actual.RootElement.GetRawText());
    }

    [TestCase(".inf")]
    [TestCase(".nan")]
    [TestCase("1e999")]
    public void ExecExtension_NumberThatJsonLacks_IsRefused(string yaml) => ConfigAssert.Refuses(
        () => KubeConfig.Parse(ConfigSamples.Document(cluster: $"extensions: [{{name: client.authentication.k8s.io/exec, extension: {yaml}}}]")),
        KubeConfigProblem.Invalid,
        "clusters[0].cluster.extensions[0].extension",
        "quotes");
}
