using System.Net.Http.Headers;
using System.Text.Json;
using ModelSync.Api.Gates;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Gates.Webhooks;

/// <summary>
/// Asks a service of the user's by a POST: 2xx passes, 202 is asked again, anything else fails. A service that is not there, also by its own word or that of
/// a load balancer before it (429, 502, 503, 504), says nothing about the candidate: that is an error.
/// </summary>
internal sealed class WebhookMeter(WebhookCheck check, GateHttp http, UserCredentials credentials) : GateMeter
{
    private const string Form = "modelsync.io/v1alpha1";

    /// <inheritdoc/>
    public override string Provider { get; } = UserAddress.ProviderOf(check.Url);

    /// <inheritdoc/>
    public override async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        if (UserAddress.Parse(check.Url) is not { } address)
        {
            return GateReading.Error("spec.webhook.url is no address of a server: write https://HOST/PATH or http://HOST/PATH");
        }

        try
        {
            var access = await credentials.ReadAsync(context.Scene.Rollout.Namespace, check.TokenRef, check.CaRef, cancellationToken).ConfigureAwait(false);
            using (access)
            {
                using var request = Request(address, context);
                access.Authorize(request);

                // Nobody reads the body: it could hold anything, and would end up in a status.
                using var answer = await http.SendToUserAsync(request, access.Authorities, cancellationToken).ConfigureAwait(false);
                return Judge(answer.Status);
            }
        }
        catch (Exception e) when (e is GateHttpException or SecretException)
        {
            return GateReading.Error(e.Message);
        }
    }

    private static GateReading Judge(int status) => status switch
    {
        202 => GateReading.Waiting("the webhook answers 202: it is not through"),
        >= 200 and <= 299 => GateReading.Pass($"the webhook answers {status}"),
        429 or 502 or 503 or 504 => GateReading.Error($"the webhook answers {status}: it is not there, or asks for fewer calls"),
        401 or 403 => GateReading.Fail($"the webhook answers {status}: where it refuses the caller, check spec.webhook.tokenRef"),
        >= 300 and <= 399 => GateReading.Error($"the webhook answers {status}: a call is not repeated elsewhere, so name the address that it redirects to"),
        _ => GateReading.Fail($"the webhook answers {status}"),
    };

    private static HttpRequestMessage Request(Uri address, MeasurementContext context)
    {
        var scene = context.Scene;
        var body = new WebhookBody
        {
            ApiVersion = Form,
            Gate = context.Request.Gate.Name,
            Phase = context.Request.Key.Phase.ToString(),
            Measurement = context.Number + 1,
            Namespace = scene.Rollout.Namespace,
            Rollout = scene.Rollout.Name,
            RolloutUid = scene.Rollout.Uid,
            Epoch = scene.Epoch,
            Cluster = scene.Cluster.ToString(),
            Environment = scene.Environment,
            Model = scene.Rollout.Model,
            Candidate = Of(scene.Candidate, scene),
            Stable = scene.Stable is { } stable ? Of(stable, scene) : null,
            Args = context.Args.Count == 0 ? null : context.Args,
        };
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, WebhookJsonContext.Default.WebhookBody));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
    }

    private static WebhookRevision Of(SceneRevision revision, GateScene scene) => new()
    {
        Revision = revision.Record.Revision,
        Version = revision.Record.Inputs.Version,
        Digest = revision.Record.Inputs.PackageDigest,
        Url = RevisionAddress.Of(revision, scene.Rollout.Namespace),
    };
}
