using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Makes the credential source that a configuration asks for; starts no process and reads no file.</summary>
public static class CredentialSources
{
    /// <summary>The source for the configuration's credentials; a plugin gets the given time for its answer unless it must ask a person.</summary>
    public static ICredentialSource Create(ClusterConfig config, TimeSpan pluginTimeout, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        return config.Credentials switch
        {
            null or CertificateCredentialConfig => new StaticCredentials(Credential.Anonymous),
            TokenCredentialConfig token => new StaticCredentials(Checked(() => Credential.Bearer(token.Token))),
            BasicCredentialConfig basic => new StaticCredentials(Credential.Basic(basic.Username, basic.Password)),
            TokenFileCredentialConfig file => Checked(
                () => new TokenFileCredentials(file.Path, timeProvider, loggerFactory.CreateLogger<TokenFileCredentials>(), file.InitialToken)),
            ExecCredentialConfig exec => Exec(exec, config, pluginTimeout, timeProvider, loggerFactory),
            CredentialConfig other => throw new NotSupportedException($"Credentials of the kind {other.GetType().Name} are not known."),
        };
    }

    private static T Checked<T>(Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException e)
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid,
                "token is empty or holds spaces, line breaks or other characters that no bearer token has; give the token alone.", e);
        }
    }

    private static ExecCredentials Exec(ExecCredentialConfig exec, ClusterConfig cluster, TimeSpan timeout, TimeProvider time, ILoggerFactory loggerFactory)
    {
        var logger = loggerFactory.CreateLogger(typeof(ExecCredentials).FullName!);
        var plugin = new ExecPlugin(exec, cluster, timeout, static () => !Console.IsInputRedirected, time, logger);
        return new ExecCredentials(exec.Command, plugin.RunAsync, time, logger);
    }
}
