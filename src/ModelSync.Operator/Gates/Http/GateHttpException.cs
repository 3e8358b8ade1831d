namespace ModelSync.Operator.Gates.Http;

/// <summary>A request had no answer that could be used; the message is for people and holds nothing secret.</summary>
internal sealed class GateHttpException(GateHttpFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public GateHttpFailure Failure => failure;

    /// <summary>What went wrong with a request to <paramref name="whom"/>, in words.</summary>
    public static GateHttpException From(HttpRequestException e, string whom)
    {
        if (e.InnerException is GateHttpException refused)
        {
            return refused;
        }

        return e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(GateHttpFailure.Unreachable, $"the name of {whom} is not known", e),
            HttpRequestError.ConnectionError => new(GateHttpFailure.Unreachable, $"{whom} cannot be reached", e),
            HttpRequestError.ProxyTunnelError => new(GateHttpFailure.Way, $"the pod proxy does not lead to {whom}", e),
            HttpRequestError.SecureConnectionError => new(GateHttpFailure.Tls, $"no TLS with {whom}: its certificate is not trusted, or not for that name", e),
            HttpRequestError.ConfigurationLimitExceeded => new(GateHttpFailure.TooLarge, $"{whom} answers with too many headers", e),
            _ => new(GateHttpFailure.Broken, $"{whom} gave no whole HTTP answer", e),
        };
    }
}
