namespace ModelSync.EndToEnd.Faults;

/// <summary>What the client promises its caller about a fault.</summary>
internal enum Promise
{
    /// <summary>The call goes well.</summary>
    Survives,

    /// <summary>A KubernetesApiException with what the server said.</summary>
    Refused,

    /// <summary>A KubernetesConnectionException: whether it was carried out is unknown.</summary>
    NoAnswer,
}
