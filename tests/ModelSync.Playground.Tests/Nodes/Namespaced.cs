using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>kubectl in one namespace of the tests' world.</summary>
internal sealed record Namespaced(NodesWorld World, string Name)
{
    public Task<string> KubectlAsync(string arguments, CancellationToken cancellationToken, string? input = null) =>
        World.ControlPlane.KubectlOkAsync($"-n {Name} {arguments}", input, cancellationToken);

    public Task<CommandResult> TryAsync(string arguments, CancellationToken cancellationToken) =>
        World.ControlPlane.KubectlAsync(["-n", Name, .. arguments.Split(' ')], null, cancellationToken);

    /// <summary>Waits until what kubectl answers is as wanted, and returns it; failures of kubectl count as not yet.</summary>
    public async Task<string> UntilAsync(string arguments, Func<string, bool> condition, CancellationToken cancellationToken)
    {
        var output = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var result = await TryAsync(arguments, cancellationToken);
                    output = result.Succeeded ? result.Output.Trim() : $"failed: {result.Error}";
                    return result.Succeeded && condition(output);
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"kubectl {arguments} has not come to what is wanted; it said at last:\n{output}");
        }

        return output;
    }

    /// <summary>Creates a pod of the model "fraud" in a version, with these annotations.</summary>
    public Task RunAsync(
        string pod, CancellationToken cancellationToken, string version = "1.0.0", string spec = "", params (string Key, string Value)[] annotations)
    {
        var marks = string.Join(',', annotations.Select(one => $"\"playground.modelsync.io/{one.Key}\": \"{one.Value}\""));
        var body =
            $$"""
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "{{pod}}", "labels": {"app": "{{pod}}", "version": "{{version}}"}, "annotations": { {{marks}} } },
             "spec": { {{spec}} "containers": [{"name": "model", "image": "models/fraud:{{version}}", "ports": [{"name": "http", "containerPort": 8080}],
               "env": [{"name": "MODEL_NAME", "value": "fraud"}, {"name": "MODEL_VERSION", "value": "{{version}}"}]}]} }
            """;
        return KubectlAsync("create -f -", cancellationToken, body);
    }

    public async Task<JsonNode> GetAsync(string what, CancellationToken cancellationToken) =>
        JsonNode.Parse(await KubectlAsync($"get {what} -o json", cancellationToken))!;

    /// <summary>By our own client: what is asked for most often need not start a process each time.</summary>
    public async Task UntilReadyAsync(string pod, CancellationToken cancellationToken)
    {
        PodStatus? status = null;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    status = (await World.Client.Resource<Pod>().GetAsync(new NamespacedName(Name, pod), cancellationToken))?.Status;
                    return status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true;
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Name}/{pod} has not become ready; at last it was {status?.Phase}: {string.Join("; ", status?.Conditions ?? [])}");
        }
    }
}
