namespace ModelSync.Kubernetes.Meta;

/// <summary>What an object is called by the server.</summary>
/// <param name="ApiVersion">Its group and version; null where the server left it out.</param>
/// <param name="Kind">Its kind; null where the server left it out.</param>
public readonly record struct TypeMeta(string? ApiVersion, string? Kind);
