namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>What a probe found.</summary>
/// <param name="Error">Why it failed, short and without secrets; null where the cluster answered.</param>
/// <param name="Uid">Who answered; null where that was not asked or could not be told.</param>
/// <param name="IsIdentityRefused">Whether the server does not tell us who it is, for lack of rights or because it does not know.</param>
/// <param name="IsIdentityOpen">Whether it was asked who it is and has neither told nor refused it, so that it must be asked again soon.</param>
internal readonly record struct ProbeResult(string? Error, string? Uid = null, bool IsIdentityRefused = false, bool IsIdentityOpen = false)
{
    public static ProbeResult Failed(string error) => new(error);

    public static ProbeResult Answered(string? uid = null, bool isIdentityRefused = false) => new(Error: null, uid, isIdentityRefused);
}
