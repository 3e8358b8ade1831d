using System.Net;
using System.Net.Sockets;
using ModelSync.Registries.Credentials;
using ModelSync.Registries.Protocol;
using Polly.Timeout;

namespace ModelSync.Registries;

/// <summary>Puts into words why a registry gave no answer that could be used.</summary>
internal sealed class FailureText(RegistryWords words)
{
    /// <summary>What an answer that is no success means.</summary>
    public RegistryFailure Of(ImageReference reference, RegistryAnswer answer)
    {
        var said = $"{reference.Domain} answered {(int)answer.Status}{(ErrorCode.Of(answer.Body) is { } code ? $" {code}" : null)}";
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new RegistryFailure(
                RegistryProblem.ArtifactNotFound,
                $"{reference} is not there ({said}): push it, or correct uri or digest; where it is private, {words.Private}"),
            HttpStatusCode.TooManyRequests => new RegistryFailure(
                RegistryProblem.RegistryRateLimited, $"{reference}: {said}: {words.Again}; who logs in may have a higher limit")
            {
                RetryAfter = answer.RetryAfter,
            },
            >= HttpStatusCode.InternalServerError => new RegistryFailure(
                RegistryProblem.RegistryError, $"{reference}: {said}: {words.Again}; see the registry's log")
            {
                RetryAfter = answer.RetryAfter,
            },
            _ => new RegistryFailure(
                RegistryProblem.RegistryError, $"{reference}: {said}, which is no answer to a pull: check that {reference.Domain} is a registry"),
        };
    }

    /// <summary>What it means that no credential was accepted.</summary>
    public RegistryFailure Refused(ImageReference reference, RegistryAnswer answer, Keyring keyring, IReadOnlyList<RegistryCredential> tried)
    {
        var said = $"{reference.Domain} answered {(int)answer.Status}{(ErrorCode.Of(answer.Body) is { } code ? $" {code}" : null)}";
        var who = tried.Count == 0
            ? $"{words.NoCredential} for {reference.Domain}/{reference.Repository}"
            : $"tried: {words.Credential} {string.Join(", ", tried.Select(one => one.Origin).Distinct(StringComparer.Ordinal))}";
        var problems = keyring.Problems.Count == 0 ? null : $"; {string.Join("; ", keyring.Problems.Take(3))}";
        return answer.Status is HttpStatusCode.Forbidden
            ? new RegistryFailure(
                RegistryProblem.RegistryForbidden,
                $"{reference} may not be pulled ({said}); {who}{problems}: {words.MendPermission}")
            : new RegistryFailure(
                RegistryProblem.RegistryUnauthorized,
                $"{reference} needs credentials that {reference.Domain} accepts ({said}); {who}{problems}: {words.MendCredential}");
    }

    /// <summary>What it means that nobody answers.</summary>
    public RegistryFailure Unreachable(ImageReference reference, string cause) => new(
        RegistryProblem.RegistryUnreachable,
        $"{reference}: {reference.Domain} cannot be reached ({cause}): check the name, the registry and network policies; {words.Again}")
    {
        Cause = cause,
    };

    /// <summary>What it means that other requests to the registry have to end first.</summary>
    public static RegistryFailure Busy(ImageReference reference) =>
        new(RegistryProblem.RegistryBusy, $"{reference}: other requests to {reference.Domain} are under way");

    /// <summary>What an exception of the transport means; null where it means none of this.</summary>
    public RegistryFailure? Of(ImageReference reference, Exception exception) => (exception, exception.InnerException) switch
    {
        (_, AddressRefusedException refused) => Refused(reference, refused),
        (AddressRefusedException refused, _) => Refused(reference, refused),
        (AnswerTooLargeException, _) => new RegistryFailure(
            RegistryProblem.UnsupportedArtifact, $"{reference}: {exception.Message}, more than a manifest may have: check that it names an artifact"),
        (HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }, _) => new RegistryFailure(
            RegistryProblem.RegistryNotTrusted,
            $"{reference}: the TLS connection to {reference.Domain} cannot be trusted: give the registry a certificate of a known authority for that name, {words.MendTrust}"),
        (TimeoutRejectedException, _) or (HttpRequestException, TimeoutException) => Unreachable(reference, "it did not answer in time"),
        (HttpRequestException, SocketException socket) => Unreachable(reference, Words(socket.SocketErrorCode)),
        (HttpRequestException or IOException, _) => Unreachable(reference, "the connection was lost"),
        _ => null,
    };

    private static RegistryFailure Refused(ImageReference reference, AddressRefusedException refused) => new(
        RegistryProblem.RegistryAddressRefused, $"{reference}: {refused.Message}: name a registry that other machines reach");

    // Without addresses and ports of the moment, so that the same failure has the same words.
    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known",
        SocketError.TimedOut => "it did not answer in time",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no route to it",
        _ => error.ToString(),
    };
}
