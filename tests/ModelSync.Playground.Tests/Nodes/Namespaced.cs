using System.Text.Json.Nodes;
using ModelSync.Playground.ControlPlane;

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
            await Eventually.IsTrueAsync(
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
    public Task RunAsync(string pod, CancellationToken cancellationToken, string version = "1.0.0", string spec = "", params (string Key, string Value)[] annotations)
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

    public Task UntilReadyAsync(string pod, CancellationToken cancellationToken) => UntilAsync(
        $"get pod {pod} -o=jsonpath={{.status.conditions[?(@.type==\"Ready\")].status}}", output => output == "True", cancellationToken);
}
