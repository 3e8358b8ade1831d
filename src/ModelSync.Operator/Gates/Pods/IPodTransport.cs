namespace ModelSync.Operator.Gates.Pods;

/// <summary>Leads requests to pods.</summary>
internal interface IPodTransport
{
    /// <summary>Sends a request whose URI is a path and returns the answer whatever its status; the caller disposes it.</summary>
    /// <exception cref="Http.GateHttpException">There was no answer.</exception>
    Task<HttpResponseMessage> SendAsync(PodEndpoint pod, HttpRequestMessage request, CancellationToken cancellationToken);
}
