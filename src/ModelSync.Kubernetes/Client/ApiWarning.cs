namespace ModelSync.Kubernetes.Client;

/// <summary>A warning that the server sent along with an answer, such as a deprecated version or an unknown field.</summary>
/// <param name="Request">The method and path of the request.</param>
/// <param name="Message">The server's words.</param>
public readonly record struct ApiWarning(string Request, string Message);
