using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Variables and files in memory, and a record of the files that were read.</summary>
internal sealed class FakeConfigEnvironment : IConfigEnvironment
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public string? HomeDirectory { get; init; } = "/home/dev";

    public string CurrentDirectory { get; init; } = "/home";

    public char PathListSeparator { get; init; } = ':';

    public List<string> Read { get; } = [];

    public Exception? ReadFailure { get; init; }

    public FakeConfigEnvironment WithFile(string path, string content)
    {
        _files[path] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public FakeConfigEnvironment WithVariable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public FakeConfigEnvironment InPod(string host = "10.96.0.1", string port = "443") => WithVariable("KUBERNETES_SERVICE_HOST", host)
        .WithVariable("KUBERNETES_SERVICE_PORT", port)
        .WithFile("/var/run/secrets/kubernetes.io/serviceaccount/token", "pod-token")
        .WithFile("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt", ConfigSamples.CertificatePem)
        .WithFile("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "team-a\n");

    public string? GetVariable(string name) => _variables.GetValueOrDefault(name);

    public bool FileExists(string path) => _files.ContainsKey(path);

    public byte[]? ReadFile(string path)
    {
        Read.Add(path);
        return ReadFailure is null ? _files.GetValueOrDefault(path) : throw ReadFailure;
    }
}
