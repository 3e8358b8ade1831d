using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.EndToEnd.Events;

/// <summary>That a real server takes our Events, counts them, and that kubectl finds them.</summary>
public sealed class EventRecorderTests : ClusterTest
{
    [Test]
    public async Task Kubectl_describes_an_object_with_its_Events_and_their_counts()
    {
        var web = await Client.Resource<ConfigMap>().CreateAsync(ConfigMap("web"), options: null, Ct);
        var recorder = new EventRecorder(Client, new EventRecorderOptions { Component = "modelsync.io/test", Instance = "operator-0" }, RuntimeServices.Default);
        recorder.Record(web, EventType.Warning, "Aborted", "the error rate is too high", "RollBack");
        recorder.Record(web, EventType.Warning, "Aborted", "the error rate is too high", "RollBack");
        for (var i = 0; i < 12; i++)
        {
            recorder.Record(web, EventType.Normal, "Tried", $"try {i}");
        }

        await recorder.RunAsync(new CancellationToken(canceled: true));

        var described = await Cluster.ControlPlane.KubectlAsync(["-n", Namespace, "describe", "configmap", "web"], input: null, Ct);
        Assert.That(described.Output, Does.Match(@"Warning\s+Aborted\s+\S+ \(x2 over \S+\)\s+modelsync.io/test\s+the error rate is too high"), described.Error);
        Assert.That(described.Output, Does.Match(@"Normal\s+Tried\s+\S+ \(x3 over \S+\)\s+modelsync.io/test\s+\(combined from similar events\): try 11"));
    }

    [Test]
    public async Task The_server_takes_Events_about_cluster_scoped_objects_whatever_their_names()
    {
        var role = new ResourceInfo("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster);
        var recorder = new EventRecorder(Client, new EventRecorderOptions { Component = "modelsync.io/test", Instance = "operator-0" }, RuntimeServices.Default);
        recorder.Record(role, new ObjectMeta { Name = $"system:{Namespace}", Uid = Namespace }, EventType.Normal, "Seen", "seen");
        await recorder.RunAsync(new CancellationToken(canceled: true));

        var events = await Client.Resource<Event>().ListAsync(new ListOptions { Namespace = "default" }, Ct);
        var found = events.Items.Single(item => item.InvolvedObject?.Uid == Namespace);
        Assert.That((found.InvolvedObject!.Name, found.Count, found.ReportingInstance), Is.EqualTo(($"system:{Namespace}", 1, "operator-0")));
    }
}
