namespace ModelSync.Registries;

/// <summary>What failures are told with: who reads them, and what that reader can do, differs between the operator and a command.</summary>
public sealed record RegistryWords
{
    /// <summary>The words of conditions and Events.</summary>
    public static RegistryWords OfOperator { get; } = new()
    {
        Again = "it is asked again by itself",
        Refuses = "the operator does not connect to for users",
        Credential = "pull secret",
        NoCredential = "no pull secret of the version has an entry",
        Private = "check pullSecrets",
        MendCredential = "correct the secret, or name one in pullSecrets",
        MendPermission = "let that user pull it, or name another secret in pullSecrets",
        MendTrust = "add its authority to the operator's certificates, or name a registry without TLS in --plain-http-registries",
        PlainHttp = "--plain-http-registries",
    };

    /// <summary>The words for somebody at a terminal, whose credentials are those of <c>docker login</c>.</summary>
    public static RegistryWords OfCommand { get; } = new()
    {
        Again = "try again",
        Refuses = "leads nowhere",
        Credential = "credentials of",
        NoCredential = "no docker config has an entry",
        Private = "log in with `docker login`",
        MendCredential = "log in with `docker login`, or name the file with --registry-config",
        MendPermission = "log in as somebody who may pull it",
        MendTrust = "add its authority to this machine's certificates, or name a registry without TLS in --plain-http",
        PlainHttp = "--plain-http",
    };

    /// <summary>What becomes of a failure that may mend itself.</summary>
    public required string Again { get; init; }

    /// <summary>Whose rule keeps from an address, behind "which".</summary>
    public required string Refuses { get; init; }

    /// <summary>What stands before the name of where a credential is from.</summary>
    public required string Credential { get; init; }

    /// <summary>Told where there is no credential for the registry.</summary>
    public required string NoCredential { get; init; }

    /// <summary>What to do where something may be hidden rather than missing.</summary>
    public required string Private { get; init; }

    /// <summary>What to do about credentials that are not accepted.</summary>
    public required string MendCredential { get; init; }

    /// <summary>What to do where somebody is known and may not.</summary>
    public required string MendPermission { get; init; }

    /// <summary>What to do about a certificate of an unknown authority.</summary>
    public required string MendTrust { get; init; }

    /// <summary>The option that names what may be reached without TLS.</summary>
    public required string PlainHttp { get; init; }
}
