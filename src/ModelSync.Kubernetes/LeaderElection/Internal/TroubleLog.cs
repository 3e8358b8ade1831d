using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>Says once what is wrong, and not every two seconds; and says when it is over.</summary>
internal sealed class TroubleLog(LeaderContext context)
{
    private string? _last;

    public void Report(string what, Exception exception)
    {
        var trouble = Describe(exception);
        if (string.Equals(trouble, _last, StringComparison.Ordinal))
        {
            LeaderLog.SameTrouble(context.Logger, context.Key, what, trouble);
            return;
        }

        _last = trouble;
        LeaderLog.Trouble(context.Logger, context.Key, what, trouble);
    }

    public void Over()
    {
        if (_last is not null)
        {
            _last = null;
            LeaderLog.TroubleOver(context.Logger, context.Key);
        }
    }

    public string Describe(Exception exception) => exception switch
    {
        KubernetesApiException { IsForbidden: true } =>
            $"{exception.Message}; grant get, create, update and watch of leases.coordination.k8s.io in namespace {context.Key.Namespace}",
        KubernetesApiException { IsNotFound: true } =>
            $"{exception.Message}; create the namespace {context.Key.Namespace}, or name another in {nameof(LeaderElectionOptions)}.{nameof(LeaderElectionOptions.Namespace)}",
        OperationCanceledException => $"no answer within {context.RequestTimeout}",
        _ => exception.Message,
    };
}
