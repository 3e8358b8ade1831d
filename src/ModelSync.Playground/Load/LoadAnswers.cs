using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Load;

/// <summary>Reads answers: which version gave them, and what went wrong.</summary>
internal static class LoadAnswers
{
    private const int LongestExcerpt = 200;

    /// <summary>The version as the header names it, else as the body does; null where neither does.</summary>
    public static string? VersionOf(HttpResponseMessage answer, ReadOnlySpan<byte> body)
    {
        if (answer.Headers.NonValidated.TryGetValues(ModelHeaders.Version, out var values))
        {
            return values.ToString();
        }

        return answer.Content.Headers.ContentType?.MediaType is "application/json" ? VersionIn(body) : null;
    }

    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Length > LongestExcerpt ? body[..LongestExcerpt] : body).Trim();
        return string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }

    /// <summary>What kind of failure an exception of the client is; null for a mistake of the program.</summary>
    public static LoadErrorKind? KindOf(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => LoadErrorKind.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded } => LoadErrorKind.Reset,
        HttpRequestException { InnerException: IOException } or IOException => LoadErrorKind.Reset,
        HttpRequestException => LoadErrorKind.Other,
        _ => null,
    };

    private static string? VersionIn(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("model_version"u8))
                {
                    reader.Read();
                    return reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON after all.
        }

        return null;
    }
}
