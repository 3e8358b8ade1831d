using System.Net.Http.Headers;
using System.Text;

namespace ModelSync.Kubernetes.Auth;

/// <summary>What one request shows to prove who sends it: a header, a client certificate, both, or nothing. Immutable; never prints a secret.</summary>
public sealed class Credential
{
    private static long _created;

    private Credential(AuthenticationHeaderValue? authorization, ClientIdentity? identity, DateTimeOffset? expires)
    {
        Authorization = authorization;
        Identity = identity;
        Expires = expires;
    }

    /// <summary>Nothing to show: the caller is anonymous, or known by the connection's own certificate.</summary>
    public static Credential Anonymous { get; } = new(authorization: null, identity: null, expires: null);

    /// <summary>When it stops working; null when that is not known.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>The client certificate of the connection; null leaves the one that the configuration names.</summary>
    public ClientIdentity? Identity { get; }

    /// <summary>The Authorization header; a secret.</summary>
    internal AuthenticationHeaderValue? Authorization { get; }

    /// <summary>Rises with each credential made, so that a late user of an old one cannot bring an old connection back.</summary>
    internal long Order { get; } = Interlocked.Increment(ref _created);

    /// <summary>A bearer token, with a client certificate if there is one.</summary>
    /// <exception cref="ArgumentException">The token is empty or holds a character that no token has; the message does not quote it.</exception>
    public static Credential Bearer(string token, ClientIdentity? identity = null, DateTimeOffset? expires = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("A bearer token has no spaces, line breaks, control or non-ASCII characters.", nameof(token));
        }

        return new Credential(new AuthenticationHeaderValue("Bearer", token), identity, expires);
    }

    /// <summary>A user name and password.</summary>
    public static Credential Basic(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));
        return new Credential(new AuthenticationHeaderValue("Basic", pair), identity: null, expires: null);
    }

    /// <summary>Nothing but a client certificate.</summary>
    public static Credential Certificate(ClientIdentity identity, DateTimeOffset? expires = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new Credential(authorization: null, identity, expires);
    }

    /// <summary>True when both show the same to the server, so that trying the other one is pointless.</summary>
    public bool ShowsSameAs(Credential other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Equals(Authorization, other.Authorization) && Equals(Identity, other.Identity);
    }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(Credential)} {{ {Authorization?.Scheme ?? "no header"}, {Identity?.ToString() ?? "no certificate"} }}";
}
