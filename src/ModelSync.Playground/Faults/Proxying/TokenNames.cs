using System.Buffers.Text;
using System.Text.Json;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Knows whom a bearer token belongs to, so that rules can select them. Proves nothing: the API server does that.</summary>
internal sealed class TokenNames(IEnumerable<TokenUser> users)
{
    private const string Scheme = "Bearer ";

    private readonly Dictionary<string, string> _names = users.ToDictionary(user => user.Token, user => user.Name, StringComparer.Ordinal);

    /// <summary>The user behind an Authorization header; null where that does not tell.</summary>
    public string? Find(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = authorization[Scheme.Length..].Trim();
        return _names.TryGetValue(token, out var name) ? name : SubjectOf(token);
    }

    // A service account's token is a JWT, whose subject is the user's name.
    private static string? SubjectOf(string token)
    {
        if (token.Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.TryGetProperty("sub", out var subject) ? subject.GetString() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
