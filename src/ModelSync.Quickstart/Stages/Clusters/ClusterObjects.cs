using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Quickstart.Manifests;
using ModelSync.Quickstart.Operation;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>Makes the quickstart's objects in a cluster, and removes them: none that it has not made.</summary>
internal sealed class ClusterObjects(IKubernetesClient client, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly NamespacedName OwnNamespace = NamespacedName.ClusterScoped(ClusterNames.Namespace);
    private static readonly DeleteOptions WithDependents = new() { PropagationPolicy = PropagationPolicy.Background };

    /// <summary>Makes the namespace, what is missing of the definitions, and the operator's account and permissions; returns what applies more.</summary>
    public async Task<ManifestApplier> CreateAsync(ClusterSurvey survey, CancellationToken cancellationToken)
    {
        var own = new Namespace { Metadata = new ObjectMeta { Name = ClusterNames.Namespace, Labels = StringMapOf(ClusterNames.OwnLabel, ClusterNames.OwnValue) } };
        await client.Resource<Namespace>().CreateAsync(own, options: null, cancellationToken).ConfigureAwait(false);
        var served = await new Definitions(client, time).CreateAsync(survey.MissingDefinitions.Select(ClusterPermissions.Labelled), cancellationToken).ConfigureAwait(false);
        var permissions = ManifestReader.Read(await OperatorProcess.PermissionsAsync(ClusterNames.Namespace, cancellationToken).ConfigureAwait(false));
        var applier = new ManifestApplier(client, served, ClusterNames.Namespace);
        await applier.ApplyAsync(ClusterPermissions.Renamed(permissions), cancellationToken).ConfigureAwait(false);
        return applier;
    }

    /// <summary>Removes the namespace with everything in it, and waits until it is gone.</summary>
    public async Task RemoveNamespaceAsync(CancellationToken cancellationToken)
    {
        await ReleaseRolloutsAsync(cancellationToken).ConfigureAwait(false);
        var namespaces = client.Resource<Namespace>();
        await namespaces.DeleteAsync(OwnNamespace, WithDependents, cancellationToken).ConfigureAwait(false);
        await UntilAsync(
            async () => await namespaces.GetAsync(OwnNamespace, cancellationToken).ConfigureAwait(false) is null,
            $"namespace {ClusterNames.Namespace} is gone", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes everything; the operator must have ended.</summary>
    public async Task RemoveAsync(ClusterSurvey survey, CancellationToken cancellationToken)
    {
        await RemoveNamespaceAsync(cancellationToken).ConfigureAwait(false);
        foreach (var kind in new[] { ClusterNames.Bindings, ClusterNames.Roles })
        {
            await client.Metadata(kind).DeleteAsync(NamespacedName.ClusterScoped(ClusterNames.ClusterRole), WithDependents, cancellationToken).ConfigureAwait(false);
        }

        foreach (var definition in survey.MissingDefinitions)
        {
            await RemoveDefinitionAsync(Definitions.NameOf(definition), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Without its operator, nobody else would take off the finalizer, and the namespace would never go.</summary>
    public async Task ReleaseRolloutsAsync(CancellationToken cancellationToken)
    {
        var rollouts = client.Resource<ModelRollout>();
        try
        {
            var list = await rollouts.ListAsync(new ListOptions { Namespace = ClusterNames.Namespace }, cancellationToken).ConfigureAwait(false);
            foreach (var rollout in list.Items.Where(rollout => rollout.Metadata.Finalizers is { Count: > 0 }))
            {
                await rollouts.PatchAsync(
                    rollout.Metadata.Key, Patch.Merge("""{"metadata":{"finalizers":null}}"""u8), options: null, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // The kind is not served, or the rollout has gone meanwhile.
        }
    }

    private static StringMap StringMapOf(string key, string value) => StringMap.Empty.With(key, value);

    // Only ours, and only when nobody has begun to use it: with the definition, its objects would go.
    private async Task RemoveDefinitionAsync(string name, CancellationToken cancellationToken)
    {
        var definitions = client.Metadata(Definitions.Resource);
        var present = await definitions.GetAsync(NamespacedName.ClusterScoped(name), cancellationToken).ConfigureAwait(false);
        if (present is null || !ClusterNames.IsOwn(present.Metadata) || ApiKinds.All.FirstOrDefault(kind => string.Equals(kind.GroupResource, name, StringComparison.Ordinal)) is not { } kind)
        {
            return;
        }

        var objects = await client.Metadata(kind).ListAsync(ListOptions.All, cancellationToken).ConfigureAwait(false);
        if (objects.Items.Count == 0 && objects.Invalid.Count == 0)
        {
            var precondition = WithDependents with { Preconditions = new Preconditions { Uid = present.Metadata.Uid } };
            await definitions.DeleteAsync(NamespacedName.ClusterScoped(name), precondition, cancellationToken).ConfigureAwait(false);
            await UntilAsync(
                async () => await definitions.GetAsync(NamespacedName.ClusterScoped(name), cancellationToken).ConfigureAwait(false) is null,
                $"CustomResourceDefinition {name} is gone", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (time.GetElapsedTime(started) > LongestWait)
            {
                throw new QuickstartException($"it does not come about that {what}: look at `kubectl get ns {ClusterNames.Namespace} -o yaml`");
            }

            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
