using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane;

/// <summary>What carries requests: everything but the decisions.</summary>
internal sealed record PlaneParts(UpstreamFactory Upstreams, ServiceTable Services, ProxyServer Server, Dice Dice)
{
    public static async Task<PlaneParts> StartAsync(VirtualNetwork network, DataPlaneOptions options, CancellationToken cancellationToken)
    {
        var upstreams = new UpstreamFactory(network, options.ConnectTimeout);
        var services = new ServiceTable(upstreams);
        var dice = new Dice(options.Seed);
        var application = new ProxyApplication(new RequestHandler(new Forwarder(services, dice, options.Time)));
        return new PlaneParts(upstreams, services, await ProxyServer.StartAsync(application, options.Time, cancellationToken).ConfigureAwait(false), dice);
    }
}
