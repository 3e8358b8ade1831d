using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Statuses;

/// <summary>Says of objects that are only declared whether they can be used.</summary>
internal sealed class DeclaredReconciler<T>(DeclaredKind<T> kind) : IEntityReconciler<T>
    where T : class, IResource<T>
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new ModelGateStatus(), ApiJsonContext.Default.ModelGateStatus);

    /// <inheritdoc/>
    public async ValueTask<Result> ReconcileAsync(T entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(context);
        var (generation, known) = (entity.Metadata.Generation, kind.ConditionsOf(entity));
        var conditions = ConditionList.Of(known, generation, Findings(kind.Judge(entity)), context.TimeProvider.GetUtcNow());
        if (kind.GenerationOf(entity) == generation && conditions.SequenceEqual(known ?? []))
        {
            return Result.Done;
        }

        // All of these kinds have these two members, and a merge patch leaves the others as they are.
        var status = JsonSerializer.SerializeToElement(
            new ModelGateStatus { ObservedGeneration = generation, Conditions = conditions }, ApiJsonContext.Default.ModelGateStatus);
        return await StatusWrite.RunAsync<T>(context, entity.Metadata, StatusPatch.Of(entity.Metadata, Nothing, status), Result.Done, cancellationToken).ConfigureAwait(false);
    }

    // Only a person can mend it, and whoever waits for it is to know at once.
    private static IEnumerable<Finding> Findings(Finding ready) => ready.Status is "True"
        ? [ready]
        : [ready, Finding.True(ConditionTypes.Stalled, ready.Reason, ready.Message)];
}
