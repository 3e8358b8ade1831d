using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Versions;

/// <summary>Gathers what is known of a version, has it decided on, and writes what came of it; a deletion never comes here, and changes no traffic.</summary>
internal sealed class ModelVersionReconciler(VersionResolver resolver, string? environment) : IEntityReconciler<ModelVersion>
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly VersionMemory _memory = new();

    /// <inheritdoc />
    public async ValueTask<Result> ReconcileAsync(ModelVersion entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await GoOnAsync(entity, context, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            // What was learned from registries is pinned next time, from what is there then.
            VersionLog.Conflict(context.Logger);
            return Result.After(ConflictPause);
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            VersionLog.StatusRefused(context.Logger, e.Message);
            return Result.After(RefusedPause);
        }
        catch (KubernetesApiException e) when (e.IsObjectNotFound)
        {
            return Result.Done;
        }
    }

    private static async Task<ModelVersion> WriteAsync(ModelVersion version, VersionPlan plan, ReconcileContext context, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(plan.Status, version.Status))
        {
            return version;
        }

        var written = await VersionStatusWriter.WriteAsync(context.Client, version, plan.Status, cancellationToken).ConfigureAwait(false);
        foreach (var told in plan.Events)
        {
            context.Events.Record(written, told.Type, told.Reason, told.Message);
        }

        return written;
    }

    // As stored, not as cached: the model of this build drops a field that it does not know, and must not pass over it.
    private static async Task<IReadOnlyList<FieldError>?> ValidateAsync(ModelVersion version, ReconcileContext context, CancellationToken cancellationToken)
    {
        if (VersionState.IsPinned(version.Status))
        {
            return null;
        }

        var stored = await context.Client.Dynamic(ModelVersion.Resource).GetAsync(version.Metadata.Key, cancellationToken).ConfigureAwait(false);
        return stored is null || !string.Equals(stored.Metadata.Uid, version.Metadata.Uid, StringComparison.Ordinal)
            ? null
            : ApiValidator.Validate(ModelVersion.Resource, stored.Raw, ReadOnlyMemory<byte>.Empty);
    }

    private async Task<Result> GoOnAsync(ModelVersion version, ReconcileContext context, CancellationToken cancellationToken)
    {
        var now = context.TimeProvider.GetUtcNow();
        var memory = _memory.Of(version.Metadata.Uid!, now);
        _memory.Sweep(() => context.Cluster.Informers.Get(ResourceType.Of<ModelVersion>()).List().Select(one => one.Metadata.Uid!));
        var errors = await ValidateAsync(version, context, cancellationToken).ConfigureAwait(false);
        var snapshot = Gather(version, context) with { Errors = errors };
        var isValid = errors is null or { Count: 0 } && version.Spec is not null;
        var agenda = isValid ? VersionAgenda.Of(version, memory, now) : default;
        if (agenda.IsAttemptDue)
        {
            return await PinAsync(snapshot, memory, context, cancellationToken).ConfigureAwait(false);
        }

        if (agenda.IsLookDue)
        {
            snapshot = snapshot with { Upstream = await LookAsync(version, memory, context, cancellationToken).ConfigureAwait(false) };
        }

        await WriteAsync(version, VersionPlanner.Decide(snapshot), context, cancellationToken).ConfigureAwait(false);
        return After(agenda.Next, context);
    }

    private async Task<Result> PinAsync(VersionSnapshot snapshot, VersionMemory.Entry memory, ReconcileContext context, CancellationToken cancellationToken)
    {
        // People see at once that somebody is at it. Later attempts write nothing but their outcome.
        var isFirst = VersionState.Find(snapshot.Version.Status, VersionConditions.Ready) is null;
        var version = isFirst
            ? await WriteAsync(snapshot.Version, VersionPlanner.Decide(snapshot), context, cancellationToken).ConfigureAwait(false)
            : snapshot.Version;
        var (keyring, failure) = await PullSecretReader.ReadAsync(version, context.Client, cancellationToken).ConfigureAwait(false);
        var resolution = failure is not null
            ? new Resolution { Failure = failure }
            : await resolver.ResolveAsync(version.Spec!, keyring, cancellationToken).ConfigureAwait(false);
        if (resolution.IsBusy)
        {
            // Longer and longer, so that thousands that wait for one registry cost little more than those that it serves.
            return Result.After(TimeSpan.FromSeconds(1 << Math.Min(memory.TimesBusy++, 5)));
        }

        memory.TimesBusy = 0;
        var now = context.TimeProvider.GetUtcNow();
        var asked = resolution.RetryAfter ?? TimeSpan.Zero;

        // A writer that is quicker than we are may cost this attempt its outcome: that must not become a hot loop against a registry.
        (memory.LastAttempt, memory.LastLook, memory.NotBefore) = (now, now, now + (asked > ShortestPause ? asked : ShortestPause));
        var plan = VersionPlanner.Decide(snapshot with { Version = version, Now = now, Resolution = resolution });
        var written = await WriteAsync(version, plan, context, cancellationToken).ConfigureAwait(false);
        Log(plan.Status, context);
        return After(VersionAgenda.Of(written, memory, now).Next, context);
    }

    private async Task<IReadOnlyList<UpstreamFinding>> LookAsync(
        ModelVersion version, VersionMemory.Entry memory, ReconcileContext context, CancellationToken cancellationToken)
    {
        memory.LastLook = context.TimeProvider.GetUtcNow();
        var (keyring, failure) = await PullSecretReader.ReadAsync(version, context.Client, cancellationToken).ConfigureAwait(false);
        return failure is null ? await resolver.LookAsync(version.Spec!, keyring, cancellationToken).ConfigureAwait(false) : [];
    }

    private VersionSnapshot Gather(ModelVersion version, ReconcileContext context)
    {
        var informers = context.Cluster.Informers;
        var ns = version.Metadata.Namespace!;
        var rollouts = VersionUses.KeyOf(version) is { } key ? informers.Get(ResourceType.Of<ModelRollout>()).ByIndex(VersionUses.Index, key) : [];
        return new VersionSnapshot
        {
            Version = version,
            Now = context.TimeProvider.GetUtcNow(),
            Policies = PolicySources.Of(ns, informers.Get(ResourceType.Of<ModelPolicy>()), informers.Get(ResourceType.Of<ClusterModelPolicy>())),
            NamespaceLabels = informers.Get(ResourceType.Of<Namespace>()).Get(NamespacedName.ClusterScoped(ns))?.Metadata is { } metadata
                ? metadata.Labels ?? StringMap.Empty
                : null,
            DefaultEnvironment = environment,
            Uses = VersionUses.Of(version, rollouts),
        };
    }

    private static void Log(ModelVersionStatus status, ReconcileContext context)
    {
        if (VersionState.IsPinned(status))
        {
            VersionLog.Pinned(context.Logger, status.PackageDigest);
        }
        else if (VersionState.Find(status, VersionConditions.Resolved) is { Reason: { } reason, Message: { } message })
        {
            VersionLog.NotPinned(context.Logger, reason, message);
        }
    }

    private static Result After(DateTimeOffset? next, ReconcileContext context)
    {
        if (next is not { } time)
        {
            return Result.Done;
        }

        var wait = time - context.TimeProvider.GetUtcNow();
        return Result.After(wait > ShortestPause ? wait : ShortestPause);
    }
}
