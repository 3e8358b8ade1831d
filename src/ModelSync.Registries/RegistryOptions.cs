using System.Net;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Registries;

/// <summary>How registries are talked to.</summary>
public sealed record RegistryOptions
{
    /// <summary>The registries that are asked by plain HTTP, as HOST or HOST:PORT in lower case; all others by HTTPS alone.</summary>
    public IReadOnlySet<string> PlainHttp { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where registries may be: where strangers name them, neither on this machine nor at a cloud's metadata service.</summary>
    public AddressPolicy Addresses { get; init; } = new();

    /// <summary>Addresses that no registry may be at, such as those of the API server; null: none more than <see cref="Addresses" /> says.</summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<bool>>? IsForbidden { get; init; }

    /// <summary>The words for whoever reads what went wrong.</summary>
    public RegistryWords Words { get; init; } = RegistryWords.OfOperator;

    /// <summary>The proxy that leads to registries; null connects directly. It resolves names itself, so it must keep strangers out too.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How long one connection may take to open.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one request may take, its answer's body included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a request is tried again that was not answered, or was asked to come again.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The first pause before another try; it doubles.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause that is waited for; a registry that asks for more is asked again by a later attempt.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For how long a registry that could not be reached is not tried again, so that it holds up nobody else.</summary>
    public TimeSpan UnreachablePause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests one registry gets at once.</summary>
    public int RequestsPerRegistry { get; init; } = 4;

    /// <summary>How long whoever comes then waits for its turn.</summary>
    public TimeSpan LongestTurn { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The largest manifest, as most registries have it.</summary>
    public int MaxManifestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The largest answer of a token server.</summary>
    public int MaxTokenBytes { get; init; } = 256 * 1024;

    /// <summary>What we call ourselves.</summary>
    public string UserAgent { get; init; } = "modelsync-operator";

    /// <summary>Whether the registry is asked by plain HTTP.</summary>
    public bool IsPlain(string domain) => PlainHttp.Contains(domain);

    /// <summary>Whether a registry may send us to the address: over TLS, or to a host that <see cref="PlainHttp" /> names.</summary>
    public bool MayBeSentTo(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.UserInfo.Length == 0
            && (address is { Scheme: "https" } || (address is { Scheme: "http" } && IsPlain(address.IsDefaultPort ? address.Host : address.Authority)));
    }
}
