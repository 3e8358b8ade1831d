using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>gRPC is HTTP/2 without TLS, streams, and a status in the trailers: all of it goes through.</summary>
[CancelAfter(60_000)]
internal sealed class GrpcTests
{
    [Test]
    public async Task A_call_and_its_trailers_go_through_a_GRPCRoute(CancellationToken cancellationToken)
    {
        await using var backend = await StartBackendAsync(cancellationToken);
        await using var world = await TrafficWorld.StartAsync(seed: 1, cancellationToken);
        var address = new Uri(backend.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        world.AddService("model", world.Map(new IPEndPoint(IPAddress.Loopback, address.Port)));
        var listener = world.Listen(TrafficWorld.TableOf(TrafficWorld.GrpcRoute(
            """{"rules": [{"matches": [{"method": {"service": "inference.GRPCInferenceService", "method": "ModelInfer"}}], "backendRefs": [{"name": "model", "port": 80}]}]}""")));

        using var client = world.Client(listener.Port);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inference.GRPCInferenceService/ModelInfer")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 1, 42]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        using var answer = await client.SendAsync(request, cancellationToken);
        Assert.That(await answer.Content.ReadAsByteArrayAsync(cancellationToken), Is.EqualTo(new byte[] { 0, 0, 0, 0, 1, 42 }));
        Assert.That(answer.Version, Is.EqualTo(HttpVersion.Version20));
        Assert.That(answer.TrailingHeaders.GetValues("grpc-status").Single(), Is.EqualTo("0"));
        Assert.That(answer.Headers.GetValues("x-seen").Single(), Is.EqualTo("HTTP/2 trailers"));
    }

    private static async Task<WebApplication> StartBackendAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var backend = builder.Build();
        backend.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["x-seen"] = $"{context.Request.Protocol} {context.Request.Headers.TE}";
            await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await backend.StartAsync(cancellationToken);
        return backend;
    }
}
