using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Makes an exception of a refusal: from the server's Status where there is one, else from the bare HTTP answer of whoever stood between.</summary>
internal static class ErrorReader
{
    private const int MaxBodyBytes = 256 * 1024;
    private const int MaxQuotedChars = 300;

    public static async Task<KubernetesApiException> ReadAsync(
        HttpResponseMessage response, string request, KubernetesClientOptions options, CancellationToken cancellationToken)
    {
        byte[] body;
        try
        {
            (body, _) = await BodyReader.ReadAsync(response, request, MaxBodyBytes, options, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesConnectionException)
        {
            // The status line says enough; a body that breaks off must not hide it.
            body = [];
        }

        var format = AnswerFormat.Of(response);
        var status = format.ReadStatus(body) ?? FromText(response, format == AnswerFormat.Protobuf ? [] : body);
        status = status with
        {
            Code = status.Code is > 0 ? status.Code : (int)response.StatusCode,
            Reason = string.IsNullOrEmpty(status.Reason) ? ReasonFor(response.StatusCode) : status.Reason,
        };
        return new KubernetesApiException(RefusalText.WithoutContent(status), request, RetryAfter(response, options.TimeProvider));
    }

    private static ApiStatus FromText(HttpResponseMessage response, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).ReplaceLineEndings(" ").Trim();
        return new ApiStatus
        {
            Status = "Failure",
            Message = text.Length switch
            {
                0 => response.ReasonPhrase,
                > MaxQuotedChars => text[..MaxQuotedChars] + "…",
                _ => text,
            },
        };
    }

    private static string? ReasonFor(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusReasons.BadRequest,
        HttpStatusCode.Unauthorized => StatusReasons.Unauthorized,
        HttpStatusCode.Forbidden => StatusReasons.Forbidden,
        HttpStatusCode.NotFound => StatusReasons.NotFound,
        HttpStatusCode.Conflict => StatusReasons.Conflict,
        HttpStatusCode.Gone => StatusReasons.Expired,
        HttpStatusCode.UnprocessableEntity => StatusReasons.Invalid,
        HttpStatusCode.TooManyRequests => StatusReasons.TooManyRequests,
        HttpStatusCode.InternalServerError => StatusReasons.InternalError,
        HttpStatusCode.ServiceUnavailable => StatusReasons.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout => StatusReasons.Timeout,
        _ => null,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider timeProvider)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        // The strict reader of the two forms of RFC 9110: lenient ones take "1.5" for a day of this year.
        if (!RetryConditionHeaderValue.TryParse(values.ToString(), out var value))
        {
            return null;
        }

        // A date is what load balancers send; one in the past means "now".
        return value.Delta ?? TimeSpan.FromTicks(Math.Max(0, (value.Date!.Value - timeProvider.GetUtcNow()).Ticks));
    }
}
