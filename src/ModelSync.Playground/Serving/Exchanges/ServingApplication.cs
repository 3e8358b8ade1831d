using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.Serving.Connections;

namespace ModelSync.Playground.Serving.Exchanges;

/// <summary>What Kestrel runs for each request: it finds the server that the connection was made to.</summary>
internal sealed class ServingApplication(TimeProvider time, int mostRequestBytes) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        var connection = context.Features.Get<ServedConnection>() ?? throw new InvalidOperationException("A connection that came by no server.");
        return new Exchange(connection.Server, context, time, mostRequestBytes).RunAsync();
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
