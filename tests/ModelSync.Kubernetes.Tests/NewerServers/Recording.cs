using System.Text;

namespace ModelSync.Kubernetes.Tests.NewerServers;

/// <summary>Answers of the API server libraries of 1.36, shortened; watch-list-refused.json is from the same with the gate WatchList off.</summary>
internal static class Recording
{
    public static string Read(string name)
    {
        using var stream = typeof(Recording).Assembly.GetManifestResourceStream($"recorded/{name}")
            ?? throw new InvalidOperationException($"there is no recording {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
