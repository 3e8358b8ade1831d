using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Benchmarks.Operators;

/// <summary>Many rollouts of one pod each, a hundred in a namespace, and beside each the Deployments of revisions that serve no more.</summary>
internal sealed class RolloutFleet(IKubernetesClient client, int size)
{
    private const int OfANamespace = 100;
    private const int OtherDeployments = 4;
    private const int AtOnce = 16;

    /// <summary>Makes the namespaces, a version in each, and the Deployments that only fill the operator's cache.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < size; number += OfANamespace)
        {
            await client.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = NamespaceOf(number) } }, options: null, cancellationToken);
            await CreateAsync("apis/modelsync.io/v1alpha1", NamespaceOf(number), "modelversions", Version, cancellationToken);
        }

        await ForAllAsync(size * OtherDeployments, (number, ct) => CreateAsync("apis/apps/v1", NamespaceOf(number / OtherDeployments), "deployments", Other(number), ct), cancellationToken);
    }

    public Task DeclareAsync(CancellationToken cancellationToken) =>
        ForAllAsync(size, (number, ct) => CreateAsync("apis/modelsync.io/v1alpha1", NamespaceOf(number), "modelrollouts", Rollout(number), ct), cancellationToken);

    /// <summary>Changes what starts no pod and moves no traffic, in each of them.</summary>
    public Task ChangeAsync(CancellationToken cancellationToken) =>
        ForAllAsync(size, (number, ct) => PatchAsync(number, """{"spec":{"strategy":{"scaleDownDelaySeconds":31}}}""", ct), cancellationToken);

    /// <summary>
    /// Waits until all are as they should be, and this is told of the present spec. It follows a watch: lists of thousands of rollouts, several a second, would
    /// keep the API server busier than the operator does, and the more the larger the fleet is.
    /// </summary>
    public async Task ConvergedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rollouts = client.Resource<ModelRollout>();
            var list = await rollouts.ListAsync(new ListOptions(), cancellationToken);
            var done = list.Items.Where(IsDone).Select(static rollout => rollout.Metadata.Name!).ToHashSet();
            if (done.Count == size)
            {
                return;
            }

            await using var watch = await rollouts.WatchAsync(new WatchOptions { ResourceVersion = list.ResourceVersion }, cancellationToken);
            await foreach (var change in watch.WithCancellation(cancellationToken))
            {
                if (change.Object is { } rollout && IsDone(rollout) && done.Add(rollout.Metadata.Name!) && done.Count == size)
                {
                    return;
                }
            }
        }
    }

    /// <summary>From the answer to an edit of a rollout to the write of its Deployment, as a watch is told of it, in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> FirstWritesAsync(int times, CancellationToken cancellationToken)
    {
        var deployments = client.Resource<Deployment>();
        var found = new List<double>();
        for (var time = 0; time < times; time++)
        {
            // Spread over the fleet, each once.
            var number = time * (size / times);
            var list = await deployments.ListAsync(new ListOptions { Namespace = NamespaceOf(number), Limit = 1 }, cancellationToken);
            await using var watch = await deployments.WatchAsync(new WatchOptions { Namespace = NamespaceOf(number), ResourceVersion = list.ResourceVersion }, cancellationToken);
            await PatchAsync(number, """{"spec":{"replicas":2}}""", cancellationToken);
            var started = TimeProvider.System.GetTimestamp();
            await foreach (var change in watch.WithCancellation(cancellationToken))
            {
                if (change.Object is { Spec.Replicas: 2 } deployment && deployment.Metadata.Name!.StartsWith($"{NameOf(number)}-", StringComparison.Ordinal))
                {
                    found.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
                    break;
                }
            }
        }

        return found;
    }

    private static bool IsDone(ModelRollout rollout) =>
        rollout.Status is { Phase: RolloutPhase.Healthy } status && status.ObservedGeneration == rollout.Metadata.Generation;

    private Task PatchAsync(int number, string json, CancellationToken cancellationToken) =>
        client.Resource<ModelRollout>().PatchAsync(new NamespacedName(NamespaceOf(number), NameOf(number)), Patch.Merge(Encoding.UTF8.GetBytes(json)), options: null, cancellationToken);

    private async Task CreateAsync(string api, string ns, string plural, string json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{api}/namespaces/{ns}/{plural}", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.SendRawAsync(request, cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"{plural} of {ns}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static Task ForAllAsync(int count, Func<int, CancellationToken, Task> action, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (number, ct) => await action(number, ct));

    private static string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"team-{number / OfANamespace:00}");

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"fraud-{number:0000}");

    private const string Version =
        """
        {"apiVersion": "modelsync.io/v1alpha1", "kind": "ModelVersion", "metadata": {"name": "fraud-detector-1.0.0"}, "spec": {"model": "fraud-detector", "version": "1.0.0", "components": [
        {"name": "weights", "role": "Weights", "uri": "https://models.example/fraud.tar", "digest": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}]}}
        """;

    private static string Rollout(int number) =>
        $$$"""
        {"apiVersion": "modelsync.io/v1alpha1", "kind": "ModelRollout", "metadata": {"name": "{{{NameOf(number)}}}"}, "spec": {"model": "fraud-detector", "version": "1.0.0", "replicas": 1,
        "template": {"spec": {"containers": [{"name": "server", "image": "models.example/server:1", "ports": [{"containerPort": 8080}]}]}}, "ports": [{"name": "http", "port": 80, "targetPort": 8080}],
        "strategy": {"canary": {"steps": [{"setWeight": 50}, {"pause": {"seconds": 1}}]}, "bakeSeconds": 1}, "traffic": {"type": "Service"} }}
        """;

    private static string Other(int number) =>
        $$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "other-{{{number}}}", "labels": {"modelsync.io/rollout": "other"}}, "spec": {"replicas": 0, "selector": {"matchLabels": {"app": "other"}},
        "template": {"metadata": {"labels": {"app": "other"}}, "spec": {"containers": [{"name": "server", "image": "models.example/server:1", "ports": [{"containerPort": 8080}]}]} } }}
        """;
}
