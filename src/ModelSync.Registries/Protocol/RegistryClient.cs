using System.Net;
using System.Net.Http.Headers;
using ModelSync.Registries.Credentials;
using Polly.Timeout;

namespace ModelSync.Registries.Protocol;

/// <summary>Asks a registry for a manifest as one of those who may, by the token and password schemes of the distribution specification.</summary>
internal sealed class RegistryClient(RegistryTransport transport, TokenClient tokens, RegistryOptions options)
{
    private const string DockerHub = "registry-1.docker.io";
    private const int MostRedirects = 5;

    // A pull secret may have hundreds of entries with stars; nobody is asked hundreds of times.
    private const int MostCredentials = 8;

    private readonly FailureText _failures = new(options.Words);

    /// <summary>The answer to the request, a success; else why there is none.</summary>
    public async Task<RegistryResult<RegistryAnswer>> SendAsync(
        HttpMethod method, ImageReference reference, string target, Keyring keyring, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(method, reference, target, keyring, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutRejectedException && _failures.Of(reference, e) is not null)
        {
            return _failures.Of(reference, e)!;
        }
    }

    private async Task<RegistryResult<RegistryAnswer>> AskAsync(
        HttpMethod method, ImageReference reference, string target, Keyring keyring, CancellationToken cancellationToken)
    {
        var address = AddressOf(reference, target);
        var answer = await SendAsync(method, reference, address, authorization: null, cancellationToken).ConfigureAwait(false);
        if (answer.Status is not HttpStatusCode.Unauthorized || AuthChallenge.Choose(answer.Challenges) is not { } challenge)
        {
            return Judge(reference, answer, keyring, []);
        }

        // The one with a meaning for the artifact first, nobody last: public artifacts may be read by anybody who asks for a token.
        var credentials = keyring.Find(reference).Take(MostCredentials).ToArray();
        foreach (var credential in challenge.Scheme is AuthChallenge.Basic ? credentials : credentials.Append(null))
        {
            var attempt = await TryAsync(method, reference, address, challenge, credential, cancellationToken).ConfigureAwait(false);
            if (attempt.Failure is { Problem: not RegistryProblem.RegistryUnauthorized } failure)
            {
                return failure;
            }

            if (attempt.Value is { } said && !IsRefusal(said.Status))
            {
                return Judge(reference, said, keyring, credentials);
            }

            // What the registry says to somebody it knows tells more than what it says to nobody.
            answer = credential is null && credentials.Length > 0 ? answer : attempt.Value ?? answer;
        }

        return Judge(reference, answer, keyring, credentials);
    }

    // Some registries say 404 of what somebody may not see: another credential may.
    private static bool IsRefusal(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    private async Task<RegistryResult<RegistryAnswer>> TryAsync(
        HttpMethod method,
        ImageReference reference,
        Uri address,
        AuthChallenge challenge,
        RegistryCredential? credential,
        CancellationToken cancellationToken)
    {
        if (challenge.Scheme is AuthChallenge.Basic)
        {
            if (credential?.Password is null)
            {
                // A refresh token is nothing that a password could stand for.
                return new RegistryFailure(RegistryProblem.RegistryUnauthorized, $"{reference}: there is no password");
            }

            var password = new AuthenticationHeaderValue("Basic", credential.BasicValue);
            return await SendAsync(method, reference, address, password, cancellationToken).ConfigureAwait(false);
        }

        var token = await tokens.GetAsync(reference, challenge, credential, cancellationToken).ConfigureAwait(false);
        if (!token.IsKnown)
        {
            return token.Failure;
        }

        var answer = await SendAsync(method, reference, address, Bearer(token.Value), cancellationToken).ConfigureAwait(false);
        if (answer.Status is HttpStatusCode.Unauthorized)
        {
            // It may have been taken back before its time: once more with a new one, from the server.
            tokens.Forget(token.Value);
            token = await tokens.GetAsync(reference, challenge, credential, cancellationToken).ConfigureAwait(false);
            answer = token.IsKnown ? await SendAsync(method, reference, address, Bearer(token.Value), cancellationToken).ConfigureAwait(false) : answer;
        }

        return answer;
    }

    private static AuthenticationHeaderValue Bearer(RegistryToken token) => new("Bearer", token.Value);

    private RegistryResult<RegistryAnswer> Judge(
        ImageReference reference, RegistryAnswer answer, Keyring keyring, IReadOnlyList<RegistryCredential> tried) => answer switch
        {
            { IsSuccess: true } => answer,
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => _failures.Refused(reference, answer, keyring, tried),
            _ => _failures.Of(reference, answer),
        };

    /// <summary>Follows redirects without the authorization, which is for the registry alone, and to nothing that is less safe than the registry.</summary>
    private async Task<RegistryAnswer> SendAsync(
        HttpMethod method, ImageReference reference, Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        for (var hops = 0; ; hops++)
        {
            var (target, allowed) = (address, hops == 0 ? authorization : null);
            var answer = await transport.SendAsync(() => Request(method, target, allowed), options.MaxManifestBytes, cancellationToken).ConfigureAwait(false);
            if (!answer.IsRedirect || answer.Location is not { } location || hops == MostRedirects)
            {
                return answer;
            }

            address = new Uri(address, location);
            if (!options.MayBeSentTo(address))
            {
                throw new AddressRefusedException($"{reference.Domain} sends us to {address.Scheme}://{address.Host}, which is not reached over TLS");
            }
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, AuthenticationHeaderValue? authorization)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = authorization;
        foreach (var type in ManifestTypes.All)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return request;
    }

    private Uri AddressOf(ImageReference reference, string target)
    {
        var host = reference.Domain is ImageReference.DefaultDomain ? DockerHub : reference.Domain;
        return new Uri($"{(options.IsPlain(reference.Domain) ? "http" : "https")}://{host}/v2/{reference.Repository}/manifests/{target}");
    }
}
