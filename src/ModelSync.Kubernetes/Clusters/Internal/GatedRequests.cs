using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Sends requests through a gate.</summary>
internal static class GatedRequests
{
    extension(IRequestGate gate)
    {
        /// <summary>Sends a request by the client that the cluster has now.</summary>
        public async Task<TResult> SendAsync<TResult>(
            Func<IKubernetesClient, CancellationToken, Task<TResult>> request, CancellationToken cancellationToken)
        {
            using var pass = await gate.EnterAsync(RequestKind.Short, cancellationToken).ConfigureAwait(false);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pass.RequestsEnd);
            try
            {
                return await request(pass.Client, ended.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                throw gate.Explain(exception, pass.RequestsEnd, cancellationToken);
            }
        }

        /// <summary>The exception to throw in place of one that a request has ended by; the same one where there is nothing to add.</summary>
        public Exception Explain(Exception exception, CancellationToken requestsEnd, CancellationToken cancellationToken)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return exception;
            }

            if (exception is KubernetesConnectionException)
            {
                gate.Disturbed();
                return exception;
            }

            return requestsEnd.IsCancellationRequested
                ? new KubernetesConnectionException("the cluster's client was closed before the answer came", exception)
                : exception;
        }
    }
}
