using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ModelSync.Registries.Credentials;

namespace ModelSync.Registries.Protocol;

/// <summary>Gets tokens from the servers that registries name, and keeps each until it expires.</summary>
internal sealed class TokenClient(RegistryTransport transport, RegistryOptions options, TimeProvider time)
{
    private const int MostTokens = 1024;

    // A token without a time is good for a minute; this much of any is not used, for the way and for clocks that differ.
    private static readonly TimeSpan DefaultLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly Dictionary<TokenKey, RegistryToken> _tokens = [];
    private readonly Lock _gate = new();

    /// <summary>A token that may read the repository; a failure where the server gives none.</summary>
    public async Task<RegistryResult<RegistryToken>> GetAsync(
        ImageReference reference, AuthChallenge challenge, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        if (Realm(challenge, reference, out var failure) is not { } realm)
        {
            return failure!;
        }

        var scope = $"repository:{reference.Repository}:pull";
        var key = new TokenKey(reference.Domain, realm.AbsoluteUri, challenge["service"], scope, credential?.Fingerprint);
        if (Find(key) is { } known)
        {
            return known;
        }

        var answer = await transport.SendAsync(() => Ask(realm, key, credential), options.MaxTokenBytes, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            return Refusal(reference, realm, answer);
        }

        if (Read(answer.Body) is not { } token)
        {
            return new RegistryFailure(RegistryProblem.RegistryError, $"{reference}: the token server {realm.Host} gave no token: see its log");
        }

        Keep(key, token);
        return token;
    }

    /// <summary>Forgets a token that the registry does not accept.</summary>
    public void Forget(RegistryToken token)
    {
        lock (_gate)
        {
            foreach (var (key, _) in _tokens.Where(entry => ReferenceEquals(entry.Value, token)).ToArray())
            {
                _tokens.Remove(key);
            }
        }
    }

    private static HttpRequestMessage Ask(Uri realm, TokenKey key, RegistryCredential? credential)
    {
        if (credential?.IdentityToken is { } refresh)
        {
            var form = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refresh,
                ["client_id"] = "modelsync",
                ["service"] = key.Service ?? string.Empty,
                ["scope"] = key.Scope,
            };
            return new HttpRequestMessage(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(form) };
        }

        var query = new StringBuilder(realm.Query.TrimStart('?'));
        Append(query, "service", key.Service);
        Append(query, "scope", key.Scope);
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        if (credential is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credential.BasicValue);
        }

        return request;
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append(query.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private RegistryFailure Refusal(ImageReference reference, Uri realm, RegistryAnswer answer) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests => new RegistryFailure(
            RegistryProblem.RegistryRateLimited, $"{reference}: the token server {realm.Host} asks to come later (429): {options.Words.Again}")
        {
            RetryAfter = answer.RetryAfter,
        },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest => new RegistryFailure(
            RegistryProblem.RegistryUnauthorized, $"{reference}: the token server {realm.Host} answered {(int)answer.Status}"),
        _ => new RegistryFailure(RegistryProblem.RegistryError, $"{reference}: the token server {realm.Host} answered {(int)answer.Status}: {options.Words.Again}"),
    };

    /// <summary>A password goes over TLS, or to a host that <see cref="RegistryOptions.PlainHttp" /> names.</summary>
    private Uri? Realm(AuthChallenge challenge, ImageReference reference, out RegistryFailure? failure)
    {
        failure = null;
        if (Uri.TryCreate(challenge["realm"], UriKind.Absolute, out var realm) && options.MayBeSentTo(realm))
        {
            return realm;
        }

        failure = new RegistryFailure(
            RegistryProblem.RegistryNotTrusted,
            $"{reference}: the registry names a token server that is not reached over TLS: mend the registry, or name that server in {options.Words.PlainHttp}");
        return null;
    }

    private RegistryToken? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            var value = Text(root, "token") ?? Text(root, "access_token");
            var isTimed = root.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind is JsonValueKind.Number;
            var life = isTimed && seconds.TryGetInt32(out var count) && count > 0 ? TimeSpan.FromSeconds(count) : DefaultLife;
            life = life < LongestLife ? life : LongestLife;

            // A line end would end the header that the token goes into.
            return value is null || value.AsSpan().ContainsAnyExceptInRange('!', '~') ? null : new RegistryToken(value, time.GetUtcNow() + life - Reserve);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;

    private RegistryToken? Find(TokenKey key)
    {
        lock (_gate)
        {
            return _tokens.TryGetValue(key, out var token) && token.Until > time.GetUtcNow() ? token : null;
        }
    }

    private void Keep(TokenKey key, RegistryToken token)
    {
        lock (_gate)
        {
            if (_tokens.Count >= MostTokens)
            {
                var now = time.GetUtcNow();
                foreach (var old in _tokens.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToArray())
                {
                    _tokens.Remove(old);
                }
            }

            if (_tokens.Count < MostTokens)
            {
                _tokens[key] = token;
            }
        }
    }
}
