using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Client;

public sealed class WebhookTests : ClusterTest
{
    [Test]
    public async Task A_write_that_a_webhook_refuses_carries_the_webhooks_words()
    {
        using var authority = CertificateAuthority.Create("webhook-ca", TimeProvider.System);
        var issued = authority.IssueServer("webhook", ["localhost"], [System.Net.IPAddress.Loopback]);
        using var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        using var servable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        await using var webhook = await StartAsync(servable);
        var address = webhook.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await RegisterAsync($"{address}/validate", authority.CertificatePem);

        KubernetesApiException? refusal = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await Client.Resource<ConfigMap>().CreateAsync(ConfigMap("a"), new WriteOptions { DryRun = true }, Ct);
                    return false;
                }
                catch (KubernetesApiException exception)
                {
                    refusal = exception;
                    return true;
                }
            },
            "the webhook is called",
            Ct);

        Assert.That((int)refusal!.StatusCode, Is.EqualTo(418));
        Assert.That(refusal.Message, Does.Contain("no teapots in production"));
    }

    [TearDown]
    public Task UnregisterAsync() => Client.Dynamic(Configuration).DeleteAsync(NamespacedName.ClusterScoped(Namespace), options: null, Ct);

    private static ResourceInfo Configuration { get; } =
        new("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", ResourceScope.Cluster);

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var application = builder.Build();
        application.MapPost("/validate", async (HttpContext context) =>
        {
            using var review = await JsonDocument.ParseAsync(context.Request.Body);
            var uid = review.RootElement.GetProperty("request").GetProperty("uid").GetString();
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$$"""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"{{{uid}}}","allowed":false,"status":{"code":418,"message":"no teapots in production"} } }""");
        });
        await application.StartAsync();
        return application;
    }

    private Task RegisterAsync(string url, string caPem) => Client.Dynamic(Configuration).CreateAsync(
        Json.Object($$$"""
            {"metadata":{"name":"{{{Namespace}}}"},
             "webhooks":[{"name":"refuse.test.modelsync.io","admissionReviewVersions":["v1"],"sideEffects":"None","failurePolicy":"Ignore",
               "clientConfig":{"url":"{{{url}}}","caBundle":"{{{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(caPem))}}}"},
               "namespaceSelector":{"matchLabels":{"refuse":"{{{Namespace}}}"} },
               "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}]}]}
            """),
        options: null,
        Ct);

    [SetUp]
    public Task LabelNamespaceAsync() => Client.Resource<Namespace>().PatchAsync(
        NamespacedName.ClusterScoped(Namespace), Json.MergePatch($$$"""{"metadata":{"labels":{"refuse":"{{{Namespace}}}"} } }"""), options: null, Ct);
}
