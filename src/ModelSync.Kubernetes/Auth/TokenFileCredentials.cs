using System.Text;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Auth;

/// <summary>
/// A bearer token in a file that somebody else renews, as kubelet does for service accounts: read again at most once a minute, and at once when the server
/// refuses it.
/// A file that vanishes or is empty for a while leaves the last good token in use.
/// </summary>
public sealed class TokenFileCredentials : ICredentialSource
{
    private readonly string _path;
    private readonly Credential? _initial;
    private readonly ReloadingFiles<Credential> _file;
    private volatile Credential? _rejected;

    /// <summary>Reads the token from the given file when it is first needed, and shows the initial token, if there is one, until that has succeeded.</summary>
    /// <exception cref="ArgumentException">The initial token holds a character that no token has; the message does not quote it.</exception>
    public TokenFileCredentials(string path, TimeProvider timeProvider, ILogger<TokenFileCredentials> logger, string? initialToken = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        _path = path;
        _initial = string.IsNullOrEmpty(initialToken) ? null : Credential.Bearer(initialToken);
        _file = new ReloadingFiles<Credential>([path], contents => Parse(contents[0]), timeProvider, logger);
    }

    /// <inheritdoc />
    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rejected = _rejected;
            var current = await _file.GetAsync(checkNow: rejected is not null, cancellationToken).ConfigureAwait(false);
            Interlocked.CompareExchange(ref _rejected, null, rejected);
            return current;
        }
        catch (Exception e) when (_initial is not null && e is IOException or UnauthorizedAccessException or FormatException)
        {
            return _initial!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The token file {_path} cannot be read ({e.Message}); check that it is mounted and readable for this user.", e);
        }
        catch (FormatException e)
        {
            throw new CredentialException(e.Message);
        }
    }

    /// <inheritdoc />
    public void Invalidate(Credential rejected) => _rejected = rejected;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Credential Parse(byte[] content)
    {
        var token = Encoding.UTF8.GetString(content).Trim();
        if (token.Length == 0)
        {
            throw new FormatException($"The token file {_path} is empty; whoever writes it must put a bearer token there.");
        }

        try
        {
            return Credential.Bearer(token);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The token file {_path} holds something else than one bearer token; it must hold the token alone.", e);
        }
    }
}
