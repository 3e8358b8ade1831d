using System.Globalization;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>What kubelets write about containers, word by word: people search for these.</summary>
internal static class ContainerTexts
{
    public static string PullError(string? image) =>
        $"rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": failed to resolve reference \"{image}\": {image}: not found";

    public static string PullBackOff(string? image) => $"Back-off pulling image \"{image}\"";

    public static string CrashBackOff(KubeletPod pod, KubeletContainer container, TimeSpan delay) =>
        $"back-off {GoDuration(delay)} restarting failed container={container.Name} pod={FullName(pod)}";

    public static string CrashBackOffEvent(KubeletPod pod, KubeletContainer container) =>
        $"Back-off restarting failed container {container.Name} in pod {FullName(pod)}";

    /// <summary>A time as Go prints it: 10s, 1m20s, 5m0s.</summary>
    public static string GoDuration(TimeSpan time)
    {
        var seconds = Math.Round(time.Seconds + (time.Milliseconds / 1000.0), 3).ToString(CultureInfo.InvariantCulture);
        var (hours, minutes) = ((int)time.TotalHours, time.Minutes);
        return (hours, minutes) switch
        {
            ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{seconds}s"),
            (_, > 0) => string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds}s"),
            _ => $"{seconds}s",
        };
    }

    private static string FullName(KubeletPod pod) => $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})";
}
