namespace ModelSync.Kubernetes.Config;

/// <summary>
/// Turns a kubeconfig's user into credentials with client-go's order: a token (from its file before the fixed one) or a password comes before a program,
/// and a client certificate stands beside each of them.
/// </summary>
internal sealed class UserResolver(KubeConfigUser user, string? token)
{
    public CredentialConfig? Resolve()
    {
        RefuseAuthProvider();
        RefuseTwoMethods();
        var certificate = ResolveCertificate();
        var exec = user.Exec is { } configured ? ExecResolver.Resolve(configured) : null;
        var credential = (ResolveToken() ?? ResolvePassword()) ?? exec;
        return certificate is null ? credential : (credential ?? new CertificateCredentialConfig()) with { ClientCertificate = certificate };
    }

    private CredentialConfig? ResolveToken()
    {
        if (token is not null)
        {
            return new TokenCredentialConfig { Token = token };
        }

        if (user.Token is { } written && !HeaderText.IsToken(written))
        {
            throw Error("token", "holds a space, a line break or another character that no bearer token has; remove it");
        }

        return user switch
        {
            { TokenFile: { } file } => new TokenFileCredentialConfig { Path = LocalPath.Resolve(user.Origin, "tokenFile", file), InitialToken = user.Token },
            { Token: { } fixedToken } => new TokenCredentialConfig { Token = fixedToken },
            _ => null,
        };
    }

    private BasicCredentialConfig? ResolvePassword() => user.Username is null && user.Password is null
        ? null
        : new BasicCredentialConfig { Username = user.Username ?? "", Password = user.Password ?? "" };

    private ClientCertificateConfig? ResolveCertificate()
    {
        var certificate = PemFields.Read(
            user.Origin, "client-certificate", user.ClientCertificate, user.ClientCertificateData, PemText.CertificateProblem);
        var key = PemFields.Read(user.Origin, "client-key", user.ClientKey, user.ClientKeyData, PemText.KeyProblem);
        return (certificate, key) switch
        {
            (null, null) => null,
            (null, _) => throw Error("client-key", "stands without a certificate; add client-certificate-data or client-certificate"),
            (_, null) => throw Error("client-certificate", "stands without its key; add client-key-data or client-key"),
            _ => new ClientCertificateConfig(certificate, key),
        };
    }

    private void RefuseTwoMethods()
    {
        if (token is null && (user.Token ?? user.TokenFile) is not null && (user.Username ?? user.Password) is not null)
        {
            throw Error(user.Username is null ? "password" : "username", "stands beside a token; both travel in the same header, so keep one of them");
        }
    }

    private void RefuseAuthProvider()
    {
        if (user.AuthProvider is { } provider)
        {
            throw Error("auth-provider", $"is {Quoted.Value(provider)}; auth providers were removed from Kubernetes clients in 1.26. {Replacement(provider)}");
        }
    }

    private static string Replacement(string provider) => provider switch
    {
        "gcp" => "Use an exec plugin instead: install gke-gcloud-auth-plugin and run 'gcloud container clusters get-credentials'",
        "azure" => "Use an exec plugin instead: install kubelogin and run 'kubelogin convert-kubeconfig'",
        "oidc" => "Use an exec plugin instead, such as kubelogin's 'kubectl oidc-login', or a token",
        _ => "Use an exec plugin (users[].user.exec) or a token instead",
    };

    private KubeConfigException Error(string field, string message) => user.Origin.Error(KubeConfigProblem.Invalid, field, message);
}
