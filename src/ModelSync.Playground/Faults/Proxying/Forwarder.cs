using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.Faults.Effects;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Passes requests on to the API server and its answers back, byte for byte and without delay.</summary>
internal sealed class Forwarder(Uri server, Upstream upstream)
{
    private readonly string _origin = server.GetLeftPart(UriPartial.Authority);

    /// <summary>The target as the client has written it.</summary>
    public static string TargetOf(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>Whether the client wants another protocol on this connection, for exec, attach and port-forward.</summary>
    public static bool IsUpgrade(HttpContext http) => http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>Asks the server; done as soon as the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpContext http, string target, Caller caller, CancellationToken cancellationToken)
    {
        var isUpgrade = IsUpgrade(http);
        var message = new HttpRequestMessage(
            new HttpMethod(http.Request.Method),
            new Uri(_origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Version = isUpgrade ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = isUpgrade ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
        };
        if (!isUpgrade && http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            message.Content = new RequestBody(http.Request.Body, http.Request.ContentLength);
        }

        ForwardedHeaders.CopyTo(message, http.Request.Headers, caller);
        if (isUpgrade)
        {
            message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            message.Headers.TryAddWithoutValidation("Upgrade", http.Request.Headers.Upgrade.ToString());
        }

        return upstream.SendAsync(message, isNamed: caller.User is not null, cancellationToken);
    }

    /// <summary>Gives the status and the headers of an answer.</summary>
    public static void Begin(HttpContext http, HttpResponseMessage answer)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        ForwardedHeaders.CopyTo(http.Response, answer);
    }

    /// <summary>Gives a whole answer.</summary>
    public static async Task AnswerAsync(HttpContext http, HttpResponseMessage answer, BodyPace pace, CancellationToken cancellationToken)
    {
        Begin(http, answer);
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            await UpgradeRelay.RunAsync(http, answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (answer.Content.Headers.ContentLength is null)
        {
            // Whoever waits for the headers of a watch must have them although no event comes.
            await http.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await pace.CopyAsync(body, http.Response, cancellationToken).ConfigureAwait(false);
        }
    }
}
