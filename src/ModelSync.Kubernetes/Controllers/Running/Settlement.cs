namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>How a reconcile ended, with what its outcome carries.</summary>
internal readonly record struct Settlement(Outcome Outcome, TimeSpan? After, Exception? Exception)
{
    public static Settlement Of(Result result) =>
        new(result.RequeueAfter is null ? Outcome.Success : Outcome.RequeueAfter, result.RequeueAfter, Exception: null);
}
