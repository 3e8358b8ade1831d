using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ModelSync.Kubernetes.Auth;
using ModelSync.Registries.Credentials;

namespace ModelSync.Cli.Pins;

/// <summary>Asks the programs <c>docker-credential-NAME</c> that keep credentials for docker, in a folder or on PATH; nothing that they print is shown.</summary>
internal sealed class CredentialHelper(TimeProvider time, string? folder = null)
{
    private const string TokenUser = "<token>";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The credential for a server; null where the program has none, with the problem where it could not be asked.</summary>
    public async Task<(RegistryCredential? Credential, string? Problem)> GetAsync(string helper, string server, string origin, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{helper}";
        if (helper.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return (null, $"{program} is no name of a program: correct credsStore or credHelpers");
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var start = new ProcessStartInfo(folder is null ? program : Path.Combine(folder, program), ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            var result = await new ExecProcess(start, time, kill: null, $"{server}\n").RunAsync(linked.Token).ConfigureAwait(false);

            // That is also how it says that it knows nothing of the server.
            return result.ExitCode == 0 ? Read(result.StandardOutput, origin, program) : (null, null);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidDataException)
        {
            return (null, $"{program} could not be run: put it on PATH, or log in without it");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{program} did not answer within {Patience.TotalSeconds:0} s: unlock what it keeps credentials in");
        }
    }

    private static (RegistryCredential? Credential, string? Problem) Read(byte[] output, string origin, string program)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var (user, secret) = (document.RootElement.GetProperty("Username").GetString(), document.RootElement.GetProperty("Secret").GetString());
            return (user is TokenUser ? new RegistryCredential { Origin = origin, IdentityToken = secret } : new RegistryCredential { Origin = origin, Username = user, Password = secret }, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, $"{program} gave no answer that can be read: update it, or log in without it");
        }
    }
}
