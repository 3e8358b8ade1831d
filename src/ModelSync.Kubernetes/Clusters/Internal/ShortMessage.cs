using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Why a cluster cannot be talked to, fit for a status: one short line.</summary>
internal static class ShortMessage
{
    private const int MostCharacters = 256;

    /// <summary>Our own exceptions and those of the network hold no secrets; of any other only its type is told.</summary>
    public static string Of(Exception exception)
    {
        var text = exception is KubernetesException or KubeConfigException or HttpRequestException or IOException
            ? exception.Message
            : $"{exception.GetType().Name}: see the log";
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MostCharacters ? line : string.Concat(line.AsSpan(0, MostCharacters - 1), "…");
    }
}
