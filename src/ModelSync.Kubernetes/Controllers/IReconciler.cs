namespace ModelSync.Kubernetes.Controllers;

/// <summary>Makes what is equal to what is wanted, for one name at a time. Called for many names at once, never twice at once for one.</summary>
public interface IReconciler
{
    /// <summary>
    /// Looks at the present state and acts. May be called at any time and again after any failure; an exception means "try again later",
    /// a <see cref="TerminalReconcileException"/> "not before something changes". The token ends at the time-out, at shutdown and at the loss of leadership.
    /// </summary>
    ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken);
}
