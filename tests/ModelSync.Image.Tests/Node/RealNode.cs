using System.Diagnostics;
using System.Text;
using ModelSync.EndToEnd.Chart;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Image.Node;

/// <summary>A real kubelet with a containerd of its own, by build/node.sh; with it goes everything that it did to the machine.</summary>
internal sealed class RealNode : IAsyncDisposable
{
    private const string NetworkIsThere = "node.sh: its network is there";

    private readonly Process _process;
    private readonly TaskCompletionSource _networkIsThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ApiDoor? _door;

    private RealNode(Process process, string folder)
    {
        _process = process;
        Folder = folder;
        Network = new NodeNetwork(process.Id);
        _process.OutputDataReceived += (_, told) => Read(told.Data);
        _process.ErrorDataReceived += (_, told) => Read(told.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where everything of it is written.</summary>
    public string Folder { get; }

    /// <summary>The network of it and of its pods.</summary>
    public NodeNetwork Network { get; }

    /// <summary>Starts a node of a cluster, with images that are there without a registry; it joins by itself, in its own time.</summary>
    public static async Task<RealNode> StartAsync(LocalControlPlane cluster, string name, string image, IEnumerable<BusyboxImage> others, CancellationToken cancellationToken)
    {
        var parts = await Tool.RunAsync(Script("node-parts.sh"), ["--path"], input: "", cancellationToken);
        Assert.That(parts.ExitCode, Is.Zero, parts.Error);
        var kubelet = $"{cluster.Binaries.Folder}-kubelet/kubelet";
        Assert.That(kubelet, Does.Exist, "run build/control-plane.sh --kubelet first");

        var folder = Directory.CreateTempSubdirectory("modelsync-node-").FullName;
        WriteInto(folder, cluster, name);
        File.CreateSymbolicLink(Path.Combine(folder, "images", "operator.tar"), image);
        foreach (var (index, other) in others.Index())
        {
            other.Write(Path.Combine(folder, "images", $"{index}.tar"), Path.Combine(parts.Output.Trim(), "bin", "busybox"));
        }

        string[] command = ["--mount", "--net", "bash", Script("node.sh"), folder, parts.Output.Trim(), kubelet, name];
        var start = new ProcessStartInfo("unshare", command) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var node = new RealNode(Process.Start(start)!, folder);
        try
        {
            await Task.WhenAny(node._networkIsThere.Task, node._process.WaitForExitAsync(cancellationToken)).WaitAsync(cancellationToken);
            Assert.That(node._networkIsThere.Task.IsCompleted, Is.True, "the node has ended before it had a network");
            node._door = await ApiDoor.OpenAsync(node.Network, cluster.Url);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>The end of what a part of it has logged: kubelet or containerd.</summary>
    public string LogTail(string part)
    {
        var path = Path.Combine(Folder, $"{part}.log");
        return File.Exists(path) ? string.Join('\n', File.ReadLines(path).TakeLast(15)) : "(no log)";
    }

    /// <summary>What its containers of a namespace have written so far.</summary>
    public string LogsOf(string ns)
    {
        var text = new StringBuilder();
        foreach (var log in Directory.EnumerateFiles(Path.Combine(Folder, "log", "pods"), "*.log", SearchOption.AllDirectories).Where(path => path.Contains($"/pods/{ns}_", StringComparison.Ordinal)))
        {
            text.AppendLine(log).AppendLine(string.Join('\n', File.ReadLines(log).TakeLast(40)));
        }

        return text.ToString();
    }

    /// <summary>kill -9 of the script that would tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Ends it and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "build", name);

    // As what a node is by its certificate, and no more.
    private static void WriteInto(string folder, LocalControlPlane cluster, string name)
    {
        var certificate = cluster.IssueClientCertificate($"system:node:{name}", ["system:nodes"]);
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllText(Path.Combine(folder, "ca.crt"), cluster.CaCertificate);
        File.WriteAllText(Path.Combine(folder, "kubeconfig"), $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://10.0.0.1", certificate-authority-data: {{Base64(cluster.CaCertificate)}} } }]
            users: [{name: u, user: {client-certificate-data: {{Base64(certificate.CertificatePem)}}, client-key-data: {{Base64(certificate.PrivateKeyPem)}} } }]
            contexts: [{name: c, context: {cluster: c, user: u} }]
            current-context: c
            """);
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        TestContext.Progress.WriteLine(line);
        if (line.Equals(NetworkIsThere, StringComparison.Ordinal))
        {
            _networkIsThere.TrySetResult();
        }
    }
}
