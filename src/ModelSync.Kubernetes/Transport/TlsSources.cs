using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Makes trust and client certificate from a configuration, embedded or in files that may change.</summary>
internal static class TlsSources
{
    /// <summary>The trust, already read.</summary>
    /// <exception cref="KubeConfigException">The authority is missing or cannot be used.</exception>
    public static ReloadingFiles<ServerTrust> Trust(TlsConfig tls, TimeProvider time, ILogger logger)
    {
        if (tls.SkipVerification || tls.CertificateAuthority is not { } authority)
        {
            var fixedTrust = tls.SkipVerification ? ServerTrust.Blind : ServerTrust.Machine;
            return Loaded([], _ => fixedTrust, time, logger);
        }

        var name = NameOf(authority, "certificate-authority");
        return Loaded([authority], pem => ServerTrust.Only(PemCertificates.Read(pem[0], name)), time, logger);
    }

    /// <summary>The client certificate, already read; null when none is configured.</summary>
    /// <exception cref="KubeConfigException">The certificate or its key is missing or cannot be used.</exception>
    public static ReloadingFiles<ClientIdentity>? Identity(ClientCertificateConfig? config, TimeProvider time, ILogger logger)
    {
        if (config is null)
        {
            return null;
        }

        var certificateName = NameOf(config.Certificate, "client-certificate");
        var keyName = NameOf(config.Key, "client-key");
        return Loaded([config.Certificate, config.Key], pem => ClientIdentityReader.Read(pem[0], pem[1], certificateName, keyName), time, logger);
    }

    private static string NameOf(PemSource source, string field) => source.Path is { } path ? $"{field} {path}" : $"{field}-data";

    private static ReloadingFiles<T> Loaded<T>(PemSource[] sources, Func<IReadOnlyList<byte[]>, T> parse, TimeProvider time, ILogger logger)
        where T : class
    {
        string[] paths = [.. sources.Select(source => source.Path).OfType<string>()];
        var files = new ReloadingFiles<T>(paths, contents => parse(Merge(sources, contents)), time, logger);
        try
        {
            files.Load();
            return files;
        }
        catch (FormatException e)
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException(KubeConfigProblem.NotFound,
                $"{string.Join(" or ", sources.Select(source => source.ToString()))} cannot be read: {e.Message}", e);
        }
    }

    private static byte[][] Merge(PemSource[] sources, IReadOnlyList<byte[]> files)
    {
        var next = 0;
        return [.. sources.Select(source => source.Path is null ? source.Data.GetValueOrDefault().ToArray() : files[next++])];
    }
}
