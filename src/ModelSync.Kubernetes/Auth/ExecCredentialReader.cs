using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Reads the ExecCredential that a plugin prints; errors name the field, and quote nothing but kind, apiVersion and the time of its end.</summary>
internal static class ExecCredentialReader
{
    public static Credential Read(ReadOnlyMemory<byte> output, string command, string apiVersion)
    {
        using var document = Parse(output, command);
        var root = document.RootElement;
        Expect(root, "kind", "ExecCredential", command);
        Expect(root, "apiVersion", apiVersion, command);
        if (!root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Object)
        {
            throw Bad(command, "status is missing; a plugin must print status.token or status.clientCertificateData with status.clientKeyData");
        }

        var token = Text(status, "token", command);
        var identity = ReadIdentity(status, command);
        var expires = ReadExpiry(status, command);
        try
        {
            return (token, identity) switch
            {
                (null, null) => throw Bad(command, "status holds neither token nor clientCertificateData with clientKeyData"),
                (null, not null) => Credential.Certificate(identity, expires ?? identity.NotAfter),
                _ => Credential.Bearer(token, identity, expires),
            };
        }
        catch (ArgumentException)
        {
            throw Bad(command, "status.token holds spaces, line breaks or other characters that no bearer token has");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> output, string command)
    {
        try
        {
            var document = JsonDocument.Parse(output);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw Bad(command, "the answer is not a JSON object");
        }
        catch (JsonException e)
        {
            // The cause is left out: it quotes the text.
            throw Bad(command, $"the answer ({output.Length} bytes) is not JSON from line {e.LineNumber + 1} on");
        }
    }

    private static void Expect(JsonElement root, string field, string expected, string command)
    {
        var value = Text(root, field, command);
        if (!string.Equals(value, expected, StringComparison.Ordinal))
        {
            throw Bad(command, $"{field} is {(value is null ? "missing" : Quoted.Value(value))}, but the kubeconfig asks for '{expected}'; make both the same");
        }
    }

    private static ClientIdentity? ReadIdentity(JsonElement status, string command)
    {
        var certificate = Text(status, "clientCertificateData", command);
        var key = Text(status, "clientKeyData", command);
        if (certificate is null != key is null)
        {
            throw Bad(command, $"status.{(key is null ? "clientKeyData" : "clientCertificateData")} is missing: a certificate and its key come together");
        }

        if (certificate is null)
        {
            return null;
        }

        try
        {
            return ClientIdentityReader.Read(Encoding.UTF8.GetBytes(certificate), Encoding.UTF8.GetBytes(key!), "status.clientCertificateData", "status.clientKeyData");
        }
        catch (FormatException e)
        {
            throw Bad(command, e.Message);
        }
    }

    private static DateTimeOffset? ReadExpiry(JsonElement status, string command)
    {
        if (Text(status, "expirationTimestamp", command) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? expires
            : throw Bad(command, $"status.expirationTimestamp {Quoted.Value(text)} is no RFC 3339 time");
    }

    /// <summary>A string member; null when it is absent, null or empty, which Go's plugins print alike.</summary>
    private static string? Text(JsonElement parent, string name, string command)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Bad(command, $"{name} is a {value.ValueKind}, not a string");
        }

        return value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static CredentialException Bad(string command, string problem) =>
        new($"The exec plugin {command} printed no usable ExecCredential: {problem.TrimEnd('.')}.");
}
