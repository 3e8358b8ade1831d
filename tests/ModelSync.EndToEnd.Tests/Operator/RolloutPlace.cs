using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Patching;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What tests do with the rollout `fraud` of a namespace.</summary>
internal static class RolloutPlace
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    extension(PlaygroundNamespace place)
    {
        public Task<ModelRollout?> GetAsync(CancellationToken cancellationToken) => place.Cluster.Client.Resource<ModelRollout>().GetAsync(place.Key("fraud"), cancellationToken);

        public Task PatchAsync(string json, CancellationToken cancellationToken) =>
            place.Cluster.Client.Resource<ModelRollout>().PatchAsync(place.Key("fraud"), Patch.Merge(Encoding.UTF8.GetBytes(json)), options: null, cancellationToken);

        /// <summary>Waits until the rollout is as it should be; says how it is when it never comes to that.</summary>
        public async Task<ModelRollout> UntilAsync(Func<ModelRollout, bool> condition, string what, CancellationToken cancellationToken)
        {
            ModelRollout? last = null;
            try
            {
                while (true)
                {
                    last = await place.GetAsync(cancellationToken);
                    if (last is not null && condition(last))
                    {
                        return last;
                    }

                    await Task.Delay(Between, TimeProvider.System, cancellationToken);
                }
            }
            catch (OperationCanceledException e)
            {
                var conditions = string.Join("; ", (last?.Status?.Conditions ?? []).Select(one => $"{one.Type}={one.Status} {one.Reason}: {one.Message}"));
                var gates = string.Join("; ", (last?.Status?.Gates ?? []).Select(gate => $"gate {gate.Name} {gate.Verdict}: {gate.Message}"));
                throw new AssertionException($"it never came to hold that {what}: {last?.Status?.Phase}; {conditions}; {gates}", e);
            }
        }

        /// <summary>Has the pods of a version behave, as the playground's ConfigMap says it.</summary>
        public Task BehaveAsync(string version, string behavior, CancellationToken cancellationToken) => place.Cluster.Client.Resource<ConfigMap>().CreateAsync(
            new ConfigMap
            {
                Metadata = new() { Namespace = place.Name, Name = "playground-behaviors" },
                Data = [KeyValuePair.Create($"fraud-detector-{version}", behavior)],
            },
            options: null,
            cancellationToken);
    }
}
