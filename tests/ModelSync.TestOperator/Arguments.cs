namespace ModelSync.TestOperator;

/// <summary>The command line; every one of them must be given.</summary>
/// <param name="Kubeconfig">The cluster.</param>
/// <param name="Namespace">Where the operator works, and where the Lease is.</param>
/// <param name="Lease">The Lease that its replicas share.</param>
/// <param name="Identity">Who this replica is in the Lease.</param>
public sealed record Arguments(string Kubeconfig, string Namespace, string Lease, string Identity)
{
    public static string Usage => "usage: ModelSync.TestOperator KUBECONFIG NAMESPACE LEASE IDENTITY";

    public static Arguments? Parse(string[] args) => args is [var kubeconfig, var ns, var lease, var identity] ? new Arguments(kubeconfig, ns, lease, identity) : null;
}
