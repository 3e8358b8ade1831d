using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Kubeconfigs as hostile or careless strangers write them: text, expected kind of refusal, field and reason.</summary>
internal static class StrictKubeConfigCorpus
{
    private const KubeConfigProblem Insecure = KubeConfigProblem.Insecure;
    private const KubeConfigProblem Invalid = KubeConfigProblem.Invalid;

    /// <summary>What a program that must never start would be called; tests put a real one there.</summary>
    public const string Program = "PROGRAM-THAT-MUST-NOT-RUN";

    private const string OneLineExec = "exec: {apiVersion: client.authentication.k8s.io/v1, command: " + Program + ", interactiveMode: Never}";

    public static IEnumerable<TestCaseData> All => Users().Concat(Clusters()).Concat(Addresses()).Concat(Contexts()).Concat(Yaml()).Concat(Encodings());

    private static IEnumerable<TestCaseData> Users()
    {
        yield return User("exec", OneLineExec, Insecure, "exec", "program for us to run");
        yield return User("exec that is null", "exec: null", Insecure, "exec", "program");
        yield return User("exec that is no mapping", "exec: " + Program, Insecure, "exec", "program");
        yield return User("exec under a quoted key", "\"ex\\x65c\": {command: " + Program + "}", Insecure, "exec", "program");
        yield return User("exec beside a token", "token: t\n" + OneLineExec, Insecure, "exec", "program");
        yield return User("exec in upper case", "EXEC: {command: " + Program + "}", Insecure, "EXEC", "differs from the field exec by case");
        yield return User("auth-provider", "auth-provider: {name: gcp, config: {cmd-path: " + Program + "}}", Insecure, "auth-provider", "token");
        yield return User("tokenFile", "tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token", Insecure, "tokenFile", "file of ours");
        yield return User("tokenFile that is empty", "tokenFile: ''", Insecure, "tokenFile", "file of ours");
        yield return User("tokenFile beside a token", "token: t\ntokenFile: /etc/shadow", Insecure, "tokenFile", "file of ours");
        yield return User("tokenfile in lower case", "tokenfile: /etc/shadow", Insecure, "tokenfile", "differs from the field tokenFile");
        yield return User("client-certificate", "client-certificate: /etc/ssl/cert.pem", Insecure, "client-certificate", "client-certificate-data");
        yield return User("client-certificate as a file URL", "client-certificate: file:///etc/ssl/cert.pem", Insecure, "client-certificate", "file of ours");
        yield return User("client-key", "client-key: ../../key.pem", Insecure, "client-key", "client-key-data");
        yield return User("username", "username: admin", Insecure, "username", "basic authentication");
        yield return User("password", "password: hidden", Insecure, "password", "basic authentication");
        yield return User("path in client-key-data", "client-key-data: /etc/ssl/key.pem", Invalid, "client-key-data", "base64");
        yield return User("base64 of a path in client-key-data", "client-key-data: " + ConfigSamples.Base64("/etc/ssl/key.pem"), Invalid, "client-key-data", "no PEM");
        yield return User("certificate without a key", "client-certificate-data: " + ConfigSamples.CertificateData, Invalid, "client-certificate", "without its key");
        yield return User("token that ends a header", "token: \"hidden\\r\\nX-Remote-User: root\"", Invalid, "token", "line break");
        yield return User("impersonated user that ends a header", "token: t\nas: \"a\\r\\nX-Remote-User: root\"", Invalid, "as", "control character");
        yield return User("huge integer as a token", "token: 123456789012345678901234567890", Invalid, "token", "put it in quotes");
        yield return User("binary token", "token: !!binary aGk=", Insecure, null, "tags are refused");
        yield return User("exec by a merge key", "<<: {" + OneLineExec + "}", Insecure, null, "merge keys");
        yield return User("exec by an alias", "exec: *program", Insecure, null, "aliases are refused");
        yield return User("exec by an anchored merge", "<<: *program", Insecure, null, "merge keys");
        yield return User("exec twice", "token: t\nexec: null\nexec: {command: " + Program + "}", Invalid, null, "stands twice");

        var unselected = ConfigSamples.Valid.Replace("users:", "users:\n- name: other\n  user: {" + OneLineExec + "}", StringComparison.Ordinal);
        yield return Case("exec in a user that no context names", unselected, Insecure, "users[0].user.exec", "program");
        var json = """{"current-context":"a","contexts":[{"name":"a","context":{"cluster":"a","user":"a"}}],"clusters":[{"name":"a","cluster":{"server":"https://a"}}],"users":[{"name":"a","user":{"exec":{"command":"PROGRAM"}}}]}""".Replace("PROGRAM", Program, StringComparison.Ordinal);
        yield return Case("exec in JSON", json, Insecure, "users[0].user.exec", "program");
        yield return Case("users in upper case", ConfigSamples.Valid.Replace("users:", "Users:", StringComparison.Ordinal), Insecure, "Users", "differs from the field users");
        yield return Case("users that are a mapping", "users: {a: {exec: {command: x}}}", Invalid, "users", "must be a list");
    }

    private static IEnumerable<TestCaseData> Clusters()
    {
        yield return Cluster("certificate-authority", "certificate-authority: /etc/ssl/ca.crt", Insecure, "certificate-authority", "certificate-authority-data");
        yield return Cluster("certificate-authority that is empty", "certificate-authority: ''", Insecure, "certificate-authority", "file of ours");
        yield return Cluster("certificate-authority as a file URL", "certificate-authority: file:///etc/ssl/ca.crt", Insecure, "certificate-authority", "file of ours");
        yield return Cluster("path in certificate-authority-data", "certificate-authority-data: /etc/ssl/certs/ca.crt", Invalid, "certificate-authority-data", "base64");
        yield return Cluster("base64 of nothing like PEM", "certificate-authority-data: AAAA", Invalid, "certificate-authority-data", "no PEM");
        yield return Cluster("key as an authority", "certificate-authority-data: " + ConfigSamples.KeyData, Invalid, "certificate-authority-data", "no CERTIFICATE");
        yield return Cluster("insecure-skip-tls-verify", "insecure-skip-tls-verify: true", Insecure, "insecure-skip-tls-verify", "play the server");
        yield return Cluster("insecure-skip-tls-verify in YAML 1.1", "insecure-skip-tls-verify: on", Insecure, "insecure-skip-tls-verify", "play the server");
        yield return Cluster("insecure-skip-tls-verify as a string", "insecure-skip-tls-verify: 'true'", Invalid, "insecure-skip-tls-verify", "without quotes");
        yield return Cluster("Insecure-Skip-TLS-Verify", "Insecure-Skip-TLS-Verify: true", Insecure, "Insecure-Skip-TLS-Verify", "by case");
        yield return Cluster("proxy-url", "proxy-url: http://proxy.example.com:3128", Insecure, "proxy-url", "chooses the proxy");
        yield return Cluster("proxy-url that is empty", "proxy-url: ''", Insecure, "proxy-url", "chooses the proxy");
        foreach (var name in new[] { "a b", "foo/bar", "a:443", "user@a", "a?b", "[::1]", "fe80::1%eth0", "ä.example", "a\\r\\nX-Remote-User: root", "a\\0b" })
        {
            yield return Cluster("tls-server-name " + name, $"tls-server-name: \"{name}\"", Invalid, "tls-server-name", "is no host name or address");
        }

        yield return Case(
            "certificate-authority in a cluster that no context names",
            ConfigSamples.Valid.Replace("clusters:", "clusters:\n- name: other\n  cluster: {server: https://b, certificate-authority: /etc/ca}", StringComparison.Ordinal),
            Insecure,
            "clusters[0].cluster.certificate-authority",
            "file of ours");
    }

    private static IEnumerable<TestCaseData> Addresses()
    {
        foreach (var (server, reason) in new[]
        {
            ("http://api.example.com", "not encrypted"),
            ("https://bob:hidden@api.example.com", "user name"),
            ("https://api.example.com@169.254.169.254", "user name"),
            ("https://api.example.com?a=b", "query"),
            ("https://api.example.com#a", "fragment"),
            ("https://169.254.169.254/latest/meta-data", "link-local or cloud metadata"),
            ("https://2852039166", "'169.254.169.254'"),
            ("https://0xA9FEA9FE", "'169.254.169.254'"),
            ("https://0251.0376.0251.0376", "'169.254.169.254'"),
            ("https://169.254.43518", "'169.254.169.254'"),
            ("https://169.254.169.254.", "metadata"),
            ("https://[fe80::1]", "metadata"),
            ("https://[fe80::1%25eth0]", "metadata"),
            ("https://[fd00:ec2::254]", "metadata"),
            ("https://[::ffff:169.254.169.254]", "metadata"),
            ("https://[64:ff9b::a9fe:a9fe]", "metadata"),
            ("https://[2002:a9fe:a9fe::1]", "metadata"),
            ("https://100.100.100.200", "metadata"),
            ("https://metadata.google.internal", "metadata"),
            ("https://127.0.0.1:6443", "our own machine"),
            ("https://127.1", "our own machine"),
            ("https://0", "our own machine"),
            ("https://0.0.0.0", "our own machine"),
            ("https://[::1]", "our own machine"),
            ("https://[::]", "our own machine"),
            ("https://[::ffff:127.0.0.1]", "our own machine"),
            ("https://LOCALHOST:6443", "our own machine"),
            ("https://localhost.", "our own machine"),
            ("https://api.localhost", "our own machine"),
            ("https://ip6-loopback", "our own machine"),
            ("https://224.0.0.1", "no single machine"),
            ("https://255.255.255.255", "no single machine"),
            ("https://[ff02::1]", "no single machine"),
        })
        {
            yield return Case("server " + server, ConfigSamples.Document(server: $"'{server}'"), Insecure, "clusters[0].cluster.server", reason);
        }

        foreach (var server in new[] { "file:///etc/passwd", "unix:///run/docker.sock", "api.example.com:6443", "https://api\\evil", "https://１６９.254.169.254", "https://", "//api" })
        {
            yield return Case("server " + server, ConfigSamples.Document(server: $"'{server}'"), Invalid, "clusters[0].cluster.server", "write");
        }
    }

    private static IEnumerable<TestCaseData> Contexts()
    {
        var several = ConfigSamples.Valid + "\n- name: second\n  context: {cluster: main, user: admin}";
        yield return Case("several contexts and none chosen", several.Replace("current-context: main", "", StringComparison.Ordinal), Insecure, "current-context", "'main', 'second'");
        yield return Case("current-context that names nothing", several.Replace("current-context: main", "current-context: Main", StringComparison.Ordinal), Insecure, "current-context", "'Main'");
        yield return Case("no context", "clusters: [{name: a, cluster: {server: https://a}}]", Insecure, "contexts", "is empty");
        yield return Case("nothing at all", "", Insecure, "contexts", "is empty");
        yield return Case("context of a cluster that is not there", ConfigSamples.Valid.Replace("cluster: main", "cluster: other", StringComparison.Ordinal), Invalid, "contexts[0].context.cluster", "'other'");
        yield return Case("context of a user that is not there", ConfigSamples.Valid.Replace("user: admin", "user: other", StringComparison.Ordinal), Invalid, "contexts[0].context.user", "'other'");
        yield return Case("namespace that leaves its path", ConfigSamples.Document(context: "namespace: ../../x"), Invalid, "contexts[0].context.namespace", "lower-case");
        yield return Case("two users of one name", ConfigSamples.Valid.Replace("contexts:", "- name: admin\n  user: {token: t}\ncontexts:", StringComparison.Ordinal), Invalid, "users[1].name", "must differ");
    }

    private static IEnumerable<TestCaseData> Yaml()
    {
        yield return Case("nested anchors", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n" + ConfigSamples.Valid, Insecure, null, "anchors are refused");
        yield return Case("tag that names a type", "a: !System.Diagnostics.Process {StartInfo: x}\n" + ConfigSamples.Valid, Insecure, null, "tags are refused");
        yield return Case("python tag", "!!python/object/apply:os.system [" + Program + "]", Insecure, null, "tags are refused");
        yield return Case("second document", ConfigSamples.Valid + "\n---\nusers: []", Invalid, null, "one document");
        yield return Case("duplicate key", ConfigSamples.Valid + "\ncurrent-context: other", Invalid, "current-context", "stands twice");
        yield return Case("deep nesting", "a: " + new string('[', 5000), Invalid, null, "nests deeper");
        yield return Case("deep block nesting", string.Concat(Enumerable.Repeat("- ", 5000)), Invalid, null, "nests deeper");
        yield return Case("tabs", "clusters:\n\t- name: a", Invalid, null, "not YAML");
        yield return Case("no YAML", "{{{{", Invalid, null, "not YAML");
        yield return Case("list", "- a", Invalid, null, "not a list");
        yield return Case("Secret instead of its value", "apiVersion: v1\nkind: Secret\ndata: {value: aGk=}", Invalid, "kind", "'Secret'");
        yield return Case("too large", ConfigSamples.Valid + "\n#" + new string('x', 1024 * 1024), Insecure, null, "1048576 allowed");
    }

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return Bytes("UTF-16 with its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(ConfigSamples.Valid)], "UTF-16");
        yield return Bytes("UTF-16 without its mark", Encoding.Unicode.GetBytes(ConfigSamples.Valid), "U+0000");
        yield return Bytes("NUL", Encoding.UTF8.GetBytes(ConfigSamples.Valid.Replace("secret-token", "secret\0token", StringComparison.Ordinal)), "U+0000");
        yield return Bytes("overlong UTF-8", [.. Encoding.UTF8.GetBytes("a: "), 0xC0, 0xAF], "not UTF-8");
        yield return Bytes("gzip", [0x1F, 0x8B, 0x08, 0x00], "not UTF-8");
        yield return Bytes("second byte order mark", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(ConfigSamples.Valid)], "U+FEFF");
    }

    private static TestCaseData User(string name, string user, KubeConfigProblem problem, string? field, string reason)
    {
        var prefix = user.Contains("*program", StringComparison.Ordinal) ? "program: {exec: {command: x}}\n" : "";
        var path = user.StartsWith("token: t\nexec: null\nexec", StringComparison.Ordinal) ? "exec" : field is null ? null : "users[0].user." + field;
        return Case("user: " + name, prefix + ConfigSamples.Document(user: user), problem, path, reason);
    }

    private static TestCaseData Cluster(string name, string cluster, KubeConfigProblem problem, string field, string reason) =>
        Case("cluster: " + name, ConfigSamples.Document(cluster: cluster), problem, "clusters[0].cluster." + field, reason);

    private static TestCaseData Bytes(string name, byte[] bytes, string reason) =>
        new TestCaseData(bytes, Invalid, null, reason).SetArgDisplayNames("bytes: " + name);

    private static TestCaseData Case(string name, string text, KubeConfigProblem problem, string? field, string reason) =>
        new TestCaseData(Encoding.UTF8.GetBytes(text), problem, field, reason).SetArgDisplayNames(name);
}
