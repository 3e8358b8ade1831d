using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Statuses;

/// <summary>Writes statuses that are a function of what is there: who comes too late looks again.</summary>
internal static partial class StatusWrite
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    /// <summary>Writes, and returns <paramref name="next"/> where that went well.</summary>
    public static async ValueTask<Result> RunAsync<T>(ReconcileContext context, ObjectMeta read, Patch patch, Result next, CancellationToken cancellationToken)
        where T : class, IResource<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await context.Client.Resource<T>().Status.PatchAsync(read.Key, patch, StatusPatch.Options, cancellationToken).ConfigureAwait(false);
            return next;
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            return Result.After(ConflictPause);
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            Refused(context.Logger, e.Message);
            return Result.After(RefusedPause);
        }
        catch (KubernetesApiException e) when (e.IsObjectNotFound)
        {
            return Result.Done;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The API server refuses the status: are the CRDs of this build installed? {Reason}")]
    private static partial void Refused(ILogger logger, string reason);
}
