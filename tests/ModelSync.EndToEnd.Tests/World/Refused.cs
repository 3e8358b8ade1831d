using ModelSync.Kubernetes.Client;

namespace ModelSync.EndToEnd.World;

/// <summary>Expects the server's refusal and gives it for a closer look.</summary>
internal static class Refused
{
    public static KubernetesApiException By(Func<Task> request) =>
        Assert.ThrowsAsync<KubernetesApiException>(async () => await request())!;
}
