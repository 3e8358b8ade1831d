using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane;

/// <summary>One cluster in a kubeconfig of several, with its user.</summary>
internal sealed record KubeconfigEntry(string Name, string Server, string AuthorityPem, IssuedCertificate Client);
