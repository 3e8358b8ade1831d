using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>One node as an object of the API.</summary>
internal sealed record SimulatedNode(string Name, string Address)
{
    public const int KubeletPort = 10250;

    public static SimulatedNode Number(int number, string prefix) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}{number}"), $"10.99.{number / 250}.{(number % 250) + 1}");

    /// <summary>Makes the node, or takes over one of its name, and reports it ready.</summary>
    public async Task RegisterAsync(IKubernetesClient client, string kubeletVersion, KubeTime now, CancellationToken cancellationToken)
    {
        var nodes = client.Dynamic(Node.Resource);
        var key = NamespacedName.ClusterScoped(Name);
        try
        {
            await nodes.CreateAsync(DynamicObject.Parse(Encoding.UTF8.GetBytes(Body())), options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // An earlier run's, or the test's own.
        }

        await ReportAsync(client, kubeletVersion, now, now, cancellationToken).ConfigureAwait(false);

        // Admission taints every new node as not ready, and the controller that would take that away does not run here.
        await nodes.PatchAsync(key, Merge("""{"spec":{"taints":null}}"""), options: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports that all is well, and since when. Conditions of others stay.</summary>
    public Task ReportAsync(IKubernetesClient client, string kubeletVersion, KubeTime since, KubeTime now, CancellationToken cancellationToken)
    {
        var status = Patch.StrategicMerge(Encoding.UTF8.GetBytes(Status(kubeletVersion, since, now)));
        return client.Dynamic(Node.Resource).Status.PatchAsync(NamespacedName.ClusterScoped(Name), status, options: null, cancellationToken);
    }

    private static Patch Merge(string json) => Patch.Merge(Encoding.UTF8.GetBytes(json));

    private string Body() =>
        $$"""
        {
          "apiVersion": "v1",
          "kind": "Node",
          "metadata": {
            "name": "{{Name}}",
            "labels": {
              "kubernetes.io/hostname": "{{Name}}",
              "kubernetes.io/os": "linux",
              "kubernetes.io/arch": "amd64",
              "playground.modelsync.io/simulated": "true"
            }
          }
        }
        """;

    private string Status(string kubeletVersion, KubeTime since, KubeTime now) =>
        $$"""
        {
          "status": {
            "capacity": {{Resources}},
            "allocatable": {{Resources}},
            "daemonEndpoints": {
              "kubeletEndpoint": {"Port": {{KubeletPort}} }
            },
            "addresses": [{"type": "InternalIP", "address": "{{Address}}"}, {"type": "Hostname", "address": "{{Name}}"}],
            "conditions": [
              {{Condition("Ready", "True", "KubeletReady", since, now)}},
              {{Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", since, now)}},
              {{Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", since, now)}},
              {{Condition("PIDPressure", "False", "KubeletHasSufficientPID", since, now)}}
            ],
            "nodeInfo": {
              "machineID": "", "systemUUID": "", "bootID": "", "kernelVersion": "simulated", "osImage": "ModelSync Playground",
              "containerRuntimeVersion": "simulated://1.0", "kubeletVersion": "{{kubeletVersion}}", "kubeProxyVersion": "{{kubeletVersion}}",
              "operatingSystem": "linux", "architecture": "amd64"
            }
          }
        }
        """;

    private const string Resources = """{"cpu": "64", "memory": "256Gi", "ephemeral-storage": "1Ti", "pods": "500", "nvidia.com/gpu": "8"}""";

    private static string Condition(string type, string status, string reason, KubeTime since, KubeTime now) =>
        $$"""
        {"type": "{{type}}", "status": "{{status}}", "reason": "{{reason}}", "message": "simulated",
         "lastHeartbeatTime": "{{now}}", "lastTransitionTime": "{{since}}"}
        """;
}
