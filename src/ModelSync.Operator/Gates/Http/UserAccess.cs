using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Gates.Http;

/// <summary>With what a request to a user's server is made: a token, and whom to trust.</summary>
internal sealed class UserAccess(SecretText? token, X509Certificate2Collection? authorities) : IDisposable
{
    /// <summary>Whom to trust instead of the system's authorities; null: those.</summary>
    public X509Certificate2Collection? Authorities => authorities;

    /// <summary>Adds the token.</summary>
    public void Authorize(HttpRequestMessage request)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var authority in authorities ?? [])
        {
            authority.Dispose();
        }
    }
}
